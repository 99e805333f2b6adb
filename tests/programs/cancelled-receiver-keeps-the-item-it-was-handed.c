// A receiver that had been handed its item before it was cancelled keeps it: the call is
// 0, the next wait ECANCELED.
#include <stdio.h>
#include <weft.h>

static void *receiver(void *chan) {
    int item = 0, rc = weft_chan_recv(chan, &item);
    printf("recv: %s %d\n", weft_error_name(rc), item);
    rc = weft_chan_recv(chan, &item);
    printf("again: %s\n", weft_error_name(rc));
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(receiver, chan);
    weft_yield();
    printf("send: %s\n", weft_error_name(weft_chan_try_send(chan, &(int){42})));
    weft_cancel(task);                   // in the same turn: the receiver has not run yet
    weft_join(task, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// send: WEFT_OK
// recv: WEFT_OK 42
// again: WEFT_ECANCELED
