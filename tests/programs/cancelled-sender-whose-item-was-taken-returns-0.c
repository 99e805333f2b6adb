// A sender whose item was taken before it was cancelled has sent it: the call is 0, the next wait ECANCELED.
#include <stdio.h>
#include <weft.h>

static void *sender(void *chan) {
    int rc = weft_chan_send(chan, &(int){42});
    printf("send: %s\n", weft_error_name(rc));
    rc = weft_chan_send(chan, &(int){43});
    printf("again: %s\n", weft_error_name(rc));
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(sender, chan);
    weft_yield();
    int item = 0, rc = weft_chan_try_recv(chan, &item);
    weft_cancel(task);                   // in the same turn: the sender has not run yet
    printf("recv: %s %d\n", weft_error_name(rc), item);
    weft_join(task, NULL);
    printf("nothing more came: %s\n", weft_error_name(weft_chan_try_recv(chan, &item)));
    weft_chan_free(chan);
    return 0;
}

// Output:
// recv: WEFT_OK 42
// send: WEFT_OK
// again: WEFT_ECANCELED
// nothing more came: WEFT_EAGAIN
