// A receiver that is cancelled while it waits takes nothing: the next item goes to the next in line.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;

static void *receiver(void *name) {
    int item = 0, rc = weft_chan_recv(chan, &item);
    printf("%s: %s %d\n", (const char *)name, weft_error_name(rc), item);
    return NULL;
}

int main(void) {
    chan = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(receiver, "first"), weft_spawn(receiver, "second")};
    weft_yield();
    weft_cancel(tasks[0]);
    weft_chan_send(chan, &(int){42});    // the first has not run yet, but is no longer in line
    weft_gather(tasks, 2, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// first: WEFT_ECANCELED 0
// second: WEFT_OK 42
