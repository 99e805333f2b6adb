// Receivers that wait are served in the order in which they came, and so are senders.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;

static void *receiver(void *arg) {
    int item = 0;
    weft_chan_recv(chan, &item);
    printf("receiver %d has %d\n", (int)WEFT_UNBOX(arg), item);
    return NULL;
}

static void *sender(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    weft_chan_send(chan, &n);
    return NULL;
}

int main(void) {
    chan = weft_chan_new(sizeof(int), 0);
    weft_task tasks[4];
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(receiver, WEFT_BOX(i));
    weft_yield();
    for (int item = 10; item < 14; item++)
        weft_chan_send(chan, &item);
    weft_gather(tasks, 4, NULL);

    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(sender, WEFT_BOX(20 + i));
    weft_yield();
    for (int i = 0; i < 4; i++) {
        int item;
        weft_chan_recv(chan, &item);
        printf("main has %d\n", item);
    }
    weft_gather(tasks, 4, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// receiver 0 has 10
// receiver 1 has 11
// receiver 2 has 12
// receiver 3 has 13
// main has 20
// main has 21
// main has 22
// main has 23
