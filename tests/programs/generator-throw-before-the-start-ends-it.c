// Thrown into before it has started, a generator ends without running, and the error comes back.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    printf("%s\n", weft_error_name(weft_gen_throw(gen, WEFT_EIO, NULL)));
    printf("%s\n", weft_error_name(weft_gen_next(gen, NULL)));
    weft_gen_free(gen);
    return 0;
}

// Output:
// WEFT_EIO
// WEFT_EDONE
