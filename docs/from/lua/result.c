// The body's result comes with WEFT_EDONE.
#include <stdio.h>
#include <weft.h>

static void *search(void *unused) {
    (void)unused;
    for (int n = 1; n <= 2; n++)
        if (weft_gen_yield(WEFT_BOX(n), NULL)) return NULL;
    return "found";
}

int main(void) {
    weft_gen *gen = weft_gen_new(search, NULL);
    if (!gen) return 1;
    void *value;
    int error;
    while ((error = weft_gen_next(gen, &value)) == 0)
        printf("still at it: %d\n", (int)WEFT_UNBOX(value));
    if (error == WEFT_EDONE) printf("%s\n", (char *)value);
    weft_gen_free(gen);
    return 0;
}

// Output:
// still at it: 1
// still at it: 2
// found
