// choose: weft_select, with WEFT_RECV and WEFT_SEND for the clauses.
#include <stdio.h>
#include <weft.h>

typedef struct {
    weft_chan *chan;
    int number;
    double seconds;
} delivery;

static void *send_later(void *argument) {
    delivery *it = argument;
    if (weft_sleep(it->seconds) == 0) weft_chan_send(it->chan, &it->number);
    return NULL;
}

int main(void) {
    weft_chan *left = weft_chan_new(sizeof(int), 0), *right = weft_chan_new(sizeof(int), 0);
    if (!left || !right) return 1;
    delivery one = {left, 1, 2}, two = {right, 2, 1};
    weft_task senders[] = {weft_spawn(send_later, &one), weft_spawn(send_later, &two)};
    for (int i = 0; i < 2; i++) {
        int l, r;
        weft_case cases[] = {WEFT_RECV(left, &l), WEFT_RECV(right, &r)};
        switch (weft_select(cases, 2)) {
        case 0: printf("left %d\n", l); break;
        case 1: printf("right %d\n", r); break;
        default: return 1;
        }
    }
    weft_gather(senders, 2, NULL);
    weft_chan_free(left);
    weft_chan_free(right);
    return 0;
}

// Output:
// right 2
// left 1
