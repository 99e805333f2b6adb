// A generator that is running cannot be resumed, closed or thrown into: not by itself,
// nor through one that it has resumed.
#include <stdio.h>
#include <weft.h>

static weft_gen *first, *second;

static void *inner(void *unused) {
    printf("through another: %s\n", weft_error_name(weft_gen_next(first, NULL)));
    return unused;
}

static void *outer(void *unused) {
    printf("next: %s\n", weft_error_name(weft_gen_next(first, NULL)));
    printf("throw: %s\n", weft_error_name(weft_gen_throw(first, WEFT_EIO, NULL)));
    printf("close: %s\n", weft_error_name(weft_gen_close(first, NULL)));
    weft_gen_next(second, NULL);
    weft_gen_yield("still fine", NULL);
    return unused;
}

int main(void) {
    first = weft_gen_new(outer, NULL);
    second = weft_gen_new(inner, NULL);
    void *out;
    int rc = weft_gen_next(first, &out);
    printf("%s %s\n", weft_error_name(rc), (char *)out);
    weft_gen_free(first);
    weft_gen_free(second);
    return 0;
}

// Output:
// next: WEFT_EBUSY
// throw: WEFT_EBUSY
// close: WEFT_EBUSY
// through another: WEFT_EBUSY
// WEFT_OK still fine
