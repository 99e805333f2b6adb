// A select that sends to and receives from the same channel does not serve itself, but
// two such serve each other.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;
static int sends, receives;

static int both(int out, int *in) {
    weft_case cases[] = {WEFT_SEND(chan, &out), WEFT_RECV(chan, in)};
    return weft_select(cases, 2);
}

static void *partner(void *arg) {
    for (int i = 0; i < 100; i++) {
        int me = (int)WEFT_UNBOX(arg), in = -1, which = both(me, &in);
        if (which == 0)
            sends++;
        else if (which == 1 && in == 1 - me)
            receives++;
    }
    return NULL;
}

int main(void) {
    chan = weft_chan_new(sizeof(int), 0);
    int out = 1, in = 0;
    weft_case cases[] = {WEFT_SEND(chan, &out), WEFT_RECV(chan, &in)};
    printf("try alone: %s\n", weft_error_name(weft_try_select(cases, 2)));
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = both(1, &in);
    weft_timeout_end(&timeout);
    printf("alone: %s, received %d\n", weft_error_name(rc), in);

    weft_task tasks[] = {weft_spawn(partner, WEFT_BOX(0)), weft_spawn(partner, WEFT_BOX(1))};
    weft_gather(tasks, 2, NULL);
    printf("two: %d sent, %d received\n", sends, receives);
    weft_chan_free(chan);
    return 0;
}

// Output:
// try alone: WEFT_EAGAIN
// alone: WEFT_ETIMEDOUT, received 0
// two: 100 sent, 100 received
