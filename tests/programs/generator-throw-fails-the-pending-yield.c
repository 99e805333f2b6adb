// throw: the yield at which the body stands returns the error. The body may cope and go on, or end.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    (void)unused;
    int rc, n = 0;
    while ((rc = weft_gen_yield(WEFT_BOX(++n), NULL)) != WEFT_EIO)
        printf("body: %s\n", weft_error_name(rc));
    return "gave up";
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    weft_gen_next(gen, &out);
    int rc = weft_gen_throw(gen, WEFT_EAGAIN, &out);
    printf("%s %d\n", weft_error_name(rc), (int)WEFT_UNBOX(out));
    rc = weft_gen_throw(gen, 5, &out);
    printf("not an error: %s\n", weft_error_name(rc));
    rc = weft_gen_next(gen, &out);
    printf("%s %d\n", weft_error_name(rc), (int)WEFT_UNBOX(out));
    rc = weft_gen_throw(gen, WEFT_EIO, &out);
    printf("%s %s\n", weft_error_name(rc), (char *)out);
    rc = weft_gen_throw(gen, WEFT_EIO, &out);
    printf("%s\n", weft_error_name(rc));
    weft_gen_free(gen);
    return 0;
}

// Output:
// body: WEFT_EAGAIN
// WEFT_OK 2
// not an error: WEFT_EINVAL
// body: WEFT_OK
// WEFT_OK 3
// WEFT_EDONE gave up
// WEFT_EDONE
