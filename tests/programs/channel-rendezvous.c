// Without a capacity a send is done when its item has been received, not before.
#include <stdio.h>
#include <weft.h>

static void *receiver(void *chan) {
    int item;
    weft_sleep(2);
    weft_chan_recv(chan, &item);
    printf("received %d at %g s\n", item, weft_now());
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(receiver, chan);
    int rc = weft_chan_send(chan, &(int){42});
    printf("send: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_join(task, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// received 42 at 2 s
// send: WEFT_OK at 2 s
