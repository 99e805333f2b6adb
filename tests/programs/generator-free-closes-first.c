// Freeing a generator in the middle closes it: the body sees ECLOSED at its yield, at any depth,
// and gives back what it holds.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static int held;

static int deep(int depth) {
    if (depth == 0)
        return weft_gen_yield(NULL, NULL);
    char *memory = malloc(100);
    held++;
    int rc = deep(depth - 1);
    held--;
    free(memory);
    return rc;
}

static void *body(void *unused) {
    int rc = deep(10);
    printf("body: %s\n", weft_error_name(rc));
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    weft_gen_next(gen, NULL);
    printf("%d held\n", held);
    weft_gen_free(gen);
    printf("%d held\n", held);
    return 0;
}

// Output:
// 10 held
// body: WEFT_ECLOSED
// 0 held
