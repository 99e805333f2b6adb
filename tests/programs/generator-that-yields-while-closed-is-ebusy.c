// A body that yields again while it is being closed: close is EBUSY, and the generator stands at that yield.
#include <stdio.h>
#include <weft.h>

static void *stubborn(void *unused) {
    (void)unused;
    weft_gen_yield("a", NULL);
    int rc = weft_gen_yield("b", NULL);
    printf("body: %s\n", weft_error_name(rc));
    rc = weft_gen_yield("c", NULL);
    printf("body: %s\n", weft_error_name(rc));
    return "end";
}

int main(void) {
    weft_gen *gen = weft_gen_new(stubborn, NULL);
    void *out = NULL;
    weft_gen_next(gen, &out);
    printf("close: %s\n", weft_error_name(weft_gen_close(gen, NULL)));   // ignored by the first yield
    int rc = weft_gen_next(gen, &out);
    printf("next: %s %s\n", weft_error_name(rc), (char *)out);
    rc = weft_gen_close(gen, &out);
    printf("close: %s %s\n", weft_error_name(rc), (char *)out);
    weft_gen_free(gen);
    return 0;
}

// Output:
// close: WEFT_EBUSY
// body: WEFT_OK
// next: WEFT_OK c
// body: WEFT_ECLOSED
// close: WEFT_OK end
