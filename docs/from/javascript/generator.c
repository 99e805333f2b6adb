// function*: a body that yields, next, and a value sent in.
#include <stdio.h>
#include <weft.h>

static void *average(void *unused) {
    intptr_t sum = 0, count = 0, mean = 0;
    void *number;
    while (weft_gen_yield(WEFT_BOX(mean), &number) == 0) {
        sum += WEFT_UNBOX(number);
        mean = sum / ++count;
    }
    return unused;
}

int main(void) {
    weft_gen *means = weft_gen_new(average, NULL);
    if (!means) return 1;
    void *mean;
    weft_gen_next(means, NULL);
    weft_gen_send(means, WEFT_BOX(10), &mean);
    printf("%d\n", (int)WEFT_UNBOX(mean));
    weft_gen_send(means, WEFT_BOX(20), &mean);
    printf("%d\n", (int)WEFT_UNBOX(mean));
    weft_gen_free(means);
    return 0;
}

// Output:
// 10
// 15
