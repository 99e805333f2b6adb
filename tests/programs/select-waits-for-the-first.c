// With nothing ready weft_select waits until one case can happen, receive or send.
#include <stdio.h>
#include <weft.h>

static weft_chan *in, *out;

static void *feeder(void *unused) {
    weft_sleep(1);
    weft_chan_send(in, &(int){42});
    return unused;
}

static void *eater(void *unused) {
    weft_sleep(2);
    int item = 0;
    weft_chan_recv(out, &item);
    printf("eater has %d\n", item);
    return unused;
}

int main(void) {
    in = weft_chan_new(sizeof(int), 0);
    out = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(feeder, NULL), weft_spawn(eater, NULL)};
    for (int i = 0; i < 2; i++) {
        int received = 0, sent = 43;
        weft_case cases[] = {WEFT_SEND(out, &sent), WEFT_RECV(in, &received)};
        int which = weft_select(cases, 2);
        printf("case %d at %g s, received %d\n", which, weft_now(), received);
    }
    weft_gather(tasks, 2, NULL);
    weft_chan_free(in);
    weft_chan_free(out);
    return 0;
}

// Output:
// case 1 at 1 s, received 42
// eater has 43
// case 0 at 2 s, received 0
