// A generator that never started is closed without running its body.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *result = gen;
    int rc = weft_gen_close(gen, &result);
    printf("close: %s, %s\n", weft_error_name(rc), result ? "something" : "NULL");
    printf("next: %s\n", weft_error_name(weft_gen_next(gen, NULL)));
    weft_gen_free(gen);
    weft_gen_free(weft_gen_new(body, NULL));
    weft_gen_free(NULL);
    puts("freed");
    return 0;
}

// Output:
// close: WEFT_OK, NULL
// next: WEFT_EDONE
// freed
