// When one case of a waiting select has happened the others are withdrawn: nothing is
// received or sent for them later.
#include <stdio.h>
#include <weft.h>

static weft_chan *a, *b, *c;

static void *selector(void *unused) {
    int x = 0, y = 0, z = 3;
    weft_case cases[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &y), WEFT_SEND(c, &z)};
    int which = weft_select(cases, 3);
    printf("case %d: x %d, y %d\n", which, x, y);
    weft_sleep(1);
    printf("later: x %d, y %d\n", x, y);
    return unused;
}

int main(void) {
    int item = 1;
    a = weft_chan_new(sizeof(int), 0);
    b = weft_chan_new(sizeof(int), 0);
    c = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(selector, NULL);
    weft_yield();
    printf("b: %s\n", weft_error_name(weft_chan_try_send(b, &item)));
    // In the same turn, before the selector has run, and after it:
    for (int i = 0; i < 2; i++) {
        printf("a: %s", weft_error_name(weft_chan_try_send(a, &item)));
        printf(", b: %s", weft_error_name(weft_chan_try_send(b, &item)));
        printf(", c: %s\n", weft_error_name(weft_chan_try_recv(c, &item)));
        weft_sleep(0.5);
    }
    weft_join(task, NULL);
    weft_chan_free(a);
    weft_chan_free(b);
    weft_chan_free(c);
    return 0;
}

// Output:
// b: WEFT_OK
// a: WEFT_EAGAIN, b: WEFT_EAGAIN, c: WEFT_EAGAIN
// case 1: x 0, y 1
// a: WEFT_EAGAIN, b: WEFT_EAGAIN, c: WEFT_EAGAIN
// later: x 0, y 1
