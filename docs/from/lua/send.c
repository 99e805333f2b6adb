// Values given to resume arrive at the yield: weft_gen_send.
#include <stdio.h>
#include <weft.h>

static void *adder(void *unused) {
    intptr_t sum = 0;
    void *number;
    while (weft_gen_yield(WEFT_BOX(sum), &number) == 0) sum += WEFT_UNBOX(number);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(adder, NULL);
    if (!gen) return 1;
    void *sum;
    weft_gen_next(gen, NULL);
    weft_gen_send(gen, WEFT_BOX(10), &sum);
    printf("%d\n", (int)WEFT_UNBOX(sum));
    weft_gen_send(gen, WEFT_BOX(5), &sum);
    printf("%d\n", (int)WEFT_UNBOX(sum));
    weft_gen_free(gen);
    return 0;
}

// Output:
// 10
// 15
