// weft_wait_for inside weft_wait_for: the shorter one ends, and each task is cleaned up
// before its caller goes on.
#include <stdio.h>
#include <weft.h>

static void *inner(void *unused) {
    int rc = weft_sleep(10);
    printf("inner: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

static void *outer(void *seconds) {
    int rc = weft_wait_for(inner, NULL, (double)WEFT_UNBOX(seconds), NULL);
    printf("outer: %s at %g s\n", weft_error_name(rc), weft_now());
    return rc == WEFT_ETIMEDOUT ? "timed out inside" : NULL;
}

int main(void) {
    void *result = NULL;
    int rc = weft_wait_for(outer, WEFT_BOX(1), 2, &result);
    printf("main: %s, %s\n", weft_error_name(rc), (const char *)result);
    rc = weft_wait_for(outer, WEFT_BOX(5), 2, NULL);
    printf("main: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// inner: WEFT_ECANCELED at 1 s
// outer: WEFT_ETIMEDOUT at 1 s
// main: WEFT_OK, timed out inside
// inner: WEFT_ECANCELED at 3 s
// outer: WEFT_ECANCELED at 3 s
// main: WEFT_ETIMEDOUT at 3 s
