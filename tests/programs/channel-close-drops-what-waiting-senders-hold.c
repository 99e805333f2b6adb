// A sender that waits at a full channel when it is closed has sent nothing; what was in
// the channel before comes out.
#include <stdio.h>
#include <weft.h>

static void *sender(void *chan) {
    int rc = 0;
    for (int i = 1; rc == 0; i++) {
        rc = weft_chan_send(chan, &i);
        printf("send %d: %s\n", i, weft_error_name(rc));
    }
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 2);
    weft_task task = weft_spawn(sender, chan);
    weft_yield();
    weft_chan_close(chan);
    weft_join(task, NULL);
    int item;
    while (weft_chan_recv(chan, &item) == 0)
        printf("received %d\n", item);
    weft_chan_free(chan);
    return 0;
}

// Output:
// send 1: WEFT_OK
// send 2: WEFT_OK
// send 3: WEFT_ECLOSED
// received 1
// received 2
