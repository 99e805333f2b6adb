// coroutine.create and resume: weft_gen_new and weft_gen_next.
#include <stdio.h>
#include <weft.h>

static void *steps(void *unused) {
    printf("first half\n");
    weft_gen_yield(NULL, NULL);
    printf("second half\n");
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(steps, NULL);
    if (!gen) return 1;
    weft_gen_next(gen, NULL);
    printf("between\n");
    int end = weft_gen_next(gen, NULL);
    printf("%s\n", weft_error_name(end));
    weft_gen_free(gen);
    return 0;
}

// Output:
// first half
// between
// second half
// WEFT_EDONE
