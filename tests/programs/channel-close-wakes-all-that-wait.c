// Closing, and freeing, wakes every task that waits in the channel with ECLOSED, senders and receivers alike.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;

static void *receiver(void *name) {
    int item;
    int rc = weft_chan_recv(chan, &item);
    printf("%s: %s\n", (const char *)name, weft_error_name(rc));
    return NULL;
}

static void *sender(void *name) {
    int rc = weft_chan_send(chan, &(int){1});
    printf("%s: %s\n", (const char *)name, weft_error_name(rc));
    return NULL;
}

static void run(void *(*fn)(void *), bool only_free) {
    chan = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(fn, "first"), weft_spawn(fn, "second"), weft_spawn(fn, "third")};
    weft_yield();
    if (!only_free)
        weft_chan_close(chan);
    weft_chan_free(chan);
    chan = NULL;
    weft_gather(tasks, 3, NULL);
}

int main(void) {
    puts("receivers, closed");
    run(receiver, false);
    puts("senders, closed");
    run(sender, false);
    puts("receivers, freed");
    run(receiver, true);
    puts("senders, freed");
    run(sender, true);
    return 0;
}

// Output:
// receivers, closed
// first: WEFT_ECLOSED
// second: WEFT_ECLOSED
// third: WEFT_ECLOSED
// senders, closed
// first: WEFT_ECLOSED
// second: WEFT_ECLOSED
// third: WEFT_ECLOSED
// receivers, freed
// first: WEFT_ECLOSED
// second: WEFT_ECLOSED
// third: WEFT_ECLOSED
// senders, freed
// first: WEFT_ECLOSED
// second: WEFT_ECLOSED
// third: WEFT_ECLOSED
