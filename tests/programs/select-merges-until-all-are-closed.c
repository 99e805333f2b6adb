// The usual merge: a source that is closed is set to NULL, whose case never happens, until all are gone.
#include <stdio.h>
#include <weft.h>

struct source {
    weft_chan *out;
    int first, step;
};

static void *source(void *arg) {
    struct source *s = arg;
    for (int n = s->first; n < 30; n += s->step) {
        weft_sleep(s->step);
        weft_chan_send(s->out, &n);
    }
    weft_chan_close(s->out);
    return NULL;
}

int main(void) {
    struct source sources[] = {{weft_chan_new(sizeof(int), 0), 0, 7}, {weft_chan_new(sizeof(int), 0), 1, 10}};
    weft_task tasks[] = {weft_spawn(source, &sources[0]), weft_spawn(source, &sources[1])};
    int n, open = 2;
    weft_case cases[] = {WEFT_RECV(sources[0].out, &n), WEFT_RECV(sources[1].out, &n)};
    while (open > 0) {
        int which = weft_select(cases, 2);
        if (cases[which].status == WEFT_ECLOSED) {
            cases[which].chan = NULL;
            open--;
        } else {
            printf("%d from %d at %g s\n", n, which, weft_now());
        }
    }
    weft_gather(tasks, 2, NULL);
    weft_chan_free(sources[0].out);
    weft_chan_free(sources[1].out);
    return 0;
}

// Output:
// 0 from 0 at 7 s
// 1 from 1 at 10 s
// 7 from 0 at 14 s
// 11 from 1 at 20 s
// 14 from 0 at 21 s
// 21 from 0 at 28 s
// 21 from 1 at 30 s
// 28 from 0 at 35 s
