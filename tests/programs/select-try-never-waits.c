// weft_try_select says EAGAIN when no case can happen, and does one that can.
#include <stdio.h>
#include <weft.h>

static void *receiver(void *chan) {
    int item = 0;
    weft_chan_recv(chan, &item);
    printf("receiver has %d\n", item);
    return NULL;
}

int main(void) {
    int in = 0, out = 9;
    weft_chan *a = weft_chan_new(sizeof(int), 0), *b = weft_chan_new(sizeof(int), 1);
    weft_case cases[] = {WEFT_SEND(a, &out), WEFT_RECV(b, &in)};
    printf("%s\n", weft_error_name(weft_try_select(cases, 2)));
    weft_chan_send(b, &(int){4});
    int which = weft_try_select(cases, 2);
    printf("case %d, received %d\n", which, in);
    weft_task task = weft_spawn(receiver, a);
    weft_yield();
    printf("case %d\n", weft_try_select(cases, 2));
    weft_join(task, NULL);
    printf("%s\n", weft_error_name(weft_try_select(NULL, 0)));
    weft_chan_free(a);
    weft_chan_free(b);
    return 0;
}

// Output:
// WEFT_EAGAIN
// case 1, received 4
// case 0
// receiver has 9
// WEFT_EAGAIN
