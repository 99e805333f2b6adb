// Of several cases that can happen each has the same chance; a channel named twice has two.
#include <stdio.h>
#include <weft.h>

enum { PICKS = 12000 };

int main(void) {
    int item = 0, picked[3] = {0};
    weft_chan *a = weft_chan_new(sizeof(int), 0), *b = weft_chan_new(sizeof(int), 0);
    weft_chan_close(a);                  // closed: always ready
    weft_chan_close(b);
    weft_case cases[] = {WEFT_RECV(a, &item), WEFT_RECV(a, &item), WEFT_SEND(b, &item)};
    for (int i = 0; i < PICKS; i++)
        picked[weft_select(cases, 3)]++;
    for (int i = 0; i < 3; i++)          // 4,000 each, and 500 are ten standard deviations
        printf("case %d: %s\n", i, picked[i] > 3500 && picked[i] < 4500 ? "fair" : "unfair");
    printf("%d in all\n", picked[0] + picked[1] + picked[2]);
    weft_chan_free(a);
    weft_chan_free(b);
    return 0;
}

// Output:
// case 0: fair
// case 1: fair
// case 2: fair
// 12000 in all
