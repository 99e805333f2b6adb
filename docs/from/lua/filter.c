// A chain of generators: each asks the one before it.
#include <stdio.h>
#include <weft.h>

static void *numbers(void *unused) {
    for (intptr_t n = 1; n <= 6; n++)
        if (weft_gen_yield(WEFT_BOX(n), NULL)) break;
    return unused;
}

static void *even(void *source) {
    void *n;
    while (weft_gen_next(source, &n) == 0)
        if (WEFT_UNBOX(n) % 2 == 0 && weft_gen_yield(n, NULL)) break;
    return NULL;
}

int main(void) {
    weft_gen *all = weft_gen_new(numbers, NULL);
    weft_gen *half = weft_gen_new(even, all);
    if (!all || !half) return 1;
    void *n;
    while (weft_gen_next(half, &n) == 0) printf("%d\n", (int)WEFT_UNBOX(n));
    weft_gen_free(half);
    weft_gen_free(all);
    return 0;
}

// Output:
// 2
// 4
// 6
