// A producer, and a consumer that takes its time.
#include <stdio.h>
#include <weft.h>

enum { CAPACITY = 0 };

static void *produce(void *chan) {
    for (int n = 1; n <= 3; n++) {
        weft_chan_send(chan, &n);
        printf("%.0f s  sent %d\n", weft_now(), n);
    }
    weft_chan_close(chan);           // nothing more will come
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), CAPACITY);
    weft_task producer = weft_spawn(produce, chan);
    int n;
    while (weft_chan_recv(chan, &n) == 0) {
        printf("%.0f s  got %d\n", weft_now(), n);
        weft_sleep(1);
    }
    weft_join(producer, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// 0 s  sent 1
// 0 s  got 1
// 1 s  got 2
// 1 s  sent 2
// 2 s  got 3
// 2 s  sent 3
