// A channel takes as many items as its capacity without a receiver; then the sender waits.
#include <stdio.h>
#include <weft.h>

static int sent;

static void *sender(void *chan) {
    for (int i = 0; weft_chan_send(chan, &i) == 0; i++)
        sent++;
    return NULL;
}

int main(void) {
    for (size_t capacity = 0; capacity <= 4; capacity++) {
        weft_chan *chan = weft_chan_new(sizeof(int), capacity);
        sent = 0;
        weft_task task = weft_spawn(sender, chan);
        weft_sleep(1);
        printf("capacity %zu: %d sent, %zu in it", capacity, sent, weft_chan_len(chan));
        int item = -1;
        weft_chan_recv(chan, &item);
        weft_sleep(1);
        printf("; took %d: %d sent, %zu in it\n", item, sent, weft_chan_len(chan));
        weft_chan_close(chan);
        weft_join(task, NULL);
        weft_chan_free(chan);
    }
    return 0;
}

// Output:
// capacity 0: 0 sent, 0 in it; took 0: 1 sent, 0 in it
// capacity 1: 1 sent, 1 in it; took 0: 2 sent, 1 in it
// capacity 2: 2 sent, 2 in it; took 0: 3 sent, 2 in it
// capacity 3: 3 sent, 3 in it; took 0: 4 sent, 3 in it
// capacity 4: 4 sent, 4 in it; took 0: 5 sent, 4 in it
