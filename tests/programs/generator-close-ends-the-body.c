// close: the yield returns ECLOSED, the body cleans up and ends, and its result is there; then it is done.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    (void)unused;
    int rc = weft_gen_yield("value", NULL);
    printf("body: %s\n", weft_error_name(rc));
    return "last words";
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    weft_gen_next(gen, NULL);
    void *result;
    int rc = weft_gen_close(gen, &result);
    printf("close: %s, %s\n", weft_error_name(rc), (char *)result);
    rc = weft_gen_close(gen, &result);
    printf("again: %s, %s\n", weft_error_name(rc), result ? (char *)result : "NULL");
    printf("next: %s\n", weft_error_name(weft_gen_next(gen, &result)));
    weft_gen_free(gen);
    return 0;
}

// Output:
// body: WEFT_ECLOSED
// close: WEFT_OK, last words
// again: WEFT_OK, NULL
// next: WEFT_EDONE
