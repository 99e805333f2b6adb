// A receiver that was handed its item owns it: one that comes in the same turn cannot take it away.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;

static void *receiver(void *name) {
    int item = 0;
    weft_chan_recv(chan, &item);
    printf("%s has %d\n", (const char *)name, item);
    return NULL;
}

int main(void) {
    chan = weft_chan_new(sizeof(int), 4);
    weft_task first = weft_spawn(receiver, "the one that waited");
    weft_yield();
    weft_chan_send(chan, &(int){1});
    int item = 0;
    printf("main: %s\n", weft_error_name(weft_chan_try_recv(chan, &item)));
    weft_join(first, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// main: WEFT_EAGAIN
// the one that waited has 1
