// Items come out in the order in which they went in, for each capacity from 0 to 8,
// with a fast sender and with a slow one.
#include <stdio.h>
#include <weft.h>

enum { ITEMS = 30 };

struct sender {
    weft_chan *chan;
    double pause;
};

static void *sender(void *arg) {
    struct sender *s = arg;
    for (int i = 0; i < ITEMS; i++) {
        if (s->pause > 0)
            weft_sleep(s->pause);
        weft_chan_send(s->chan, &i);
    }
    weft_chan_close(s->chan);
    return NULL;
}

static int wrong_items(size_t capacity, double send_pause, double recv_pause) {
    struct sender s = {weft_chan_new(sizeof(int), capacity), send_pause};
    weft_task task = weft_spawn(sender, &s);
    int item, count = 0, wrong = 0;
    while (weft_chan_recv(s.chan, &item) == 0) {
        wrong += item != count++;
        if (recv_pause > 0)
            weft_sleep(recv_pause);
    }
    weft_join(task, NULL);
    weft_chan_free(s.chan);
    return wrong + (count != ITEMS);
}

int main(void) {
    for (size_t capacity = 0; capacity <= 8; capacity++) {
        int quick = wrong_items(capacity, 0, 0), slow_sender = wrong_items(capacity, 0.1, 0),
            slow_receiver = wrong_items(capacity, 0, 0.1);
        printf("capacity %zu: %d %d %d wrong\n", capacity, quick, slow_sender, slow_receiver);
    }
    return 0;
}

// Output:
// capacity 0: 0 0 0 wrong
// capacity 1: 0 0 0 wrong
// capacity 2: 0 0 0 wrong
// capacity 3: 0 0 0 wrong
// capacity 4: 0 0 0 wrong
// capacity 5: 0 0 0 wrong
// capacity 6: 0 0 0 wrong
// capacity 7: 0 0 0 wrong
// capacity 8: 0 0 0 wrong
