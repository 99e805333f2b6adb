// A body may wait in any call: this one receives, joins and sleeps between its yields.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;

static void *square(void *arg) {
    weft_sleep(1);
    return WEFT_BOX(WEFT_UNBOX(arg) * WEFT_UNBOX(arg));
}

static void *squares(void *unused) {
    int n;
    while (weft_chan_recv(chan, &n) == 0) {
        void *result;
        weft_join(weft_spawn(square, WEFT_BOX(n)), &result);
        if (weft_gen_yield(result, NULL) < 0)
            break;
    }
    return unused;
}

static void *source(void *unused) {
    for (int n = 1; n <= 4; n++) {
        weft_sleep(0.5);
        weft_chan_send(chan, &n);
    }
    weft_chan_close(chan);
    return unused;
}

int main(void) {
    chan = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(source, NULL);
    weft_gen *gen = weft_gen_new(squares, NULL);
    void *out;
    while (weft_gen_next(gen, &out) == 0)
        printf("%d at %g s\n", (int)WEFT_UNBOX(out), weft_now());
    weft_gen_free(gen);
    weft_join(task, NULL);
    weft_chan_free(chan);
    return 0;
}

// Output:
// 1 at 1.5 s
// 4 at 2.5 s
// 9 at 3.5 s
// 16 at 4.5 s
