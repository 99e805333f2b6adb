// for await: the body of any generator may wait, and its consumer waits with it.
#include <stdio.h>
#include <weft.h>

static void *ticks(void *count) {
    for (intptr_t n = 0; n < WEFT_UNBOX(count); n++) {
        if (weft_sleep(1)) break;
        if (weft_gen_yield(WEFT_BOX(n), NULL)) break;
    }
    return NULL;
}

int main(void) {
    weft_gen *numbers = weft_gen_new(ticks, WEFT_BOX(3));
    if (!numbers) return 1;
    void *n;
    while (weft_gen_next(numbers, &n) == 0)
        printf("%d at %g s\n", (int)WEFT_UNBOX(n), weft_now());
    weft_gen_free(numbers);
    return 0;
}

// Output:
// 0 at 1 s
// 1 at 2 s
// 2 at 3 s
