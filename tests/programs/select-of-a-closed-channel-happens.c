// A closed channel makes its case happen with status ECLOSED, at once or when it is
// closed; items in it come first.
#include <stdio.h>
#include <weft.h>

static void *closer(void *chan) {
    weft_sleep(1);
    weft_chan_close(chan);
    return NULL;
}

static void report(weft_case *cases, size_t count) {
    int which = weft_select(cases, count);
    printf("case %d, status %s, at %g s\n", which, weft_error_name(cases[which].status), weft_now());
}

int main(void) {
    int item = 1;
    weft_chan *quiet = weft_chan_new(sizeof(int), 0), *chan = weft_chan_new(sizeof(int), 1);
    weft_chan_send(chan, &item);
    weft_chan_close(chan);
    weft_case receive[] = {WEFT_RECV(quiet, &item), WEFT_RECV(chan, &item)};
    report(receive, 2);                  // what was in it
    report(receive, 2);
    weft_case send[] = {WEFT_SEND(chan, &item), WEFT_RECV(quiet, &item)};
    report(send, 2);

    weft_chan *other = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(closer, other);
    weft_case wait[] = {WEFT_RECV(quiet, &item), WEFT_RECV(other, &item)};
    report(wait, 2);
    weft_join(task, NULL);
    weft_chan_free(quiet);
    weft_chan_free(chan);
    weft_chan_free(other);
    return 0;
}

// Output:
// case 1, status WEFT_OK, at 0 s
// case 1, status WEFT_ECLOSED, at 0 s
// case 0, status WEFT_ECLOSED, at 0 s
// case 1, status WEFT_ECLOSED, at 1 s
