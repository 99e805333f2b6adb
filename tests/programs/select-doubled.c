// A hundred thousand items through a select over four sends, and back through a select over four receives:
// none is lost, none doubled. (After a race that Go's runtime once had.)
#include <stdio.h>
#include <weft.h>

enum { ITEMS = 100000, CHANNELS = 4 };

static weft_chan *chan[CHANNELS];

static void *sender(void *unused) {
    for (int i = 0; i < ITEMS; i++) {
        weft_case cases[] = {WEFT_SEND(chan[0], &i), WEFT_SEND(chan[1], &i),
                             WEFT_SEND(chan[2], &i), WEFT_SEND(chan[3], &i)};
        weft_select(cases, CHANNELS);
    }
    for (int c = 0; c < CHANNELS; c++)
        weft_chan_close(chan[c]);
    return unused;
}

int main(void) {
    static unsigned char seen[ITEMS];
    int lost = 0, doubled = 0, item, open = CHANNELS;
    weft_case cases[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
        chan[c] = weft_chan_new(sizeof(int), (size_t)c % 2);   // with and without a buffer
        cases[c] = (weft_case)WEFT_RECV(chan[c], &item);
    }
    weft_task task = weft_spawn(sender, NULL);
    while (open > 0) {
        int which = weft_select(cases, CHANNELS);
        if (cases[which].status == 0) {
            doubled += seen[item]++;
        } else {
            cases[which].chan = NULL;
            open--;
        }
    }
    for (int i = 0; i < ITEMS; i++)
        lost += !seen[i];
    weft_join(task, NULL);
    printf("%d lost, %d doubled\n", lost, doubled);
    for (int c = 0; c < CHANNELS; c++)
        weft_chan_free(chan[c]);
    return 0;
}

// Output:
// 0 lost, 0 doubled
