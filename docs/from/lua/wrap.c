// coroutine.wrap in a for: take the next value until there is none.
#include <stdio.h>
#include <weft.h>

static void *count_to(void *limit) {
    for (intptr_t n = 1; n <= WEFT_UNBOX(limit); n++)
        if (weft_gen_yield(WEFT_BOX(n), NULL)) break;
    return NULL;
}

int main(void) {
    weft_gen *numbers = weft_gen_new(count_to, WEFT_BOX(3));
    if (!numbers) return 1;
    void *n;
    while (weft_gen_next(numbers, &n) == 0) printf("%d\n", (int)WEFT_UNBOX(n));
    weft_gen_free(numbers);
    return 0;
}

// Output:
// 1
// 2
// 3
