// A channel carries values from one task to another.
//
// This one holds nothing itself: a send waits until somebody
// receives. So the two tasks go hand in hand, however fast the
// one and however slow the other.
#include <stdio.h>
#include <weft.h>

static void *cook(void *arg) {
    weft_chan *counter = arg;
    for (int plate = 1; plate <= 3; plate++) {
        printf("%.0f s  cook: plate %d is ready\n", weft_now(), plate);
        // copies the int; waits for the waiter's hand
        weft_chan_send(counter, &plate);
        printf("%.0f s  cook: plate %d is gone\n", weft_now(), plate);
    }
    weft_chan_close(counter);            // no more will come
    return NULL;
}

int main(void) {
    // try a capacity of 3
    weft_chan *counter = weft_chan_new(sizeof(int), 0);
    if (counter == NULL)
        return 1;
    weft_task task = weft_spawn(cook, counter);

    for (;;) {
        weft_sleep(1);   // brings the last one to its table
        int plate;
        if (weft_chan_recv(counter, &plate) < 0)
            // WEFT_ECLOSED: closed, and nothing left in it
            break;
        printf("%.0f s  waiter: takes plate %d\n", weft_now(), plate);
    }
    printf("%.0f s  waiter: the kitchen is closed\n", weft_now());

    weft_join(task, NULL);
    weft_chan_free(counter);
    return 0;
}

// Output:
// 0 s  cook: plate 1 is ready
// 1 s  waiter: takes plate 1
// 1 s  cook: plate 1 is gone
// 1 s  cook: plate 2 is ready
// 2 s  waiter: takes plate 2
// 2 s  cook: plate 2 is gone
// 2 s  cook: plate 3 is ready
// 3 s  waiter: takes plate 3
// 3 s  cook: plate 3 is gone
// 4 s  waiter: the kitchen is closed
