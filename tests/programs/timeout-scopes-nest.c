// Scopes nest: the inner one may expire alone; when the outer one does, the inner one's waits end too.
#include <stdio.h>
#include <weft.h>

static void attempt(double outer_seconds, double inner_seconds) {
    double start = weft_now();
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, outer_seconds);
    weft_timeout_begin(&inner, inner_seconds);
    int rc = weft_sleep(10);
    bool inner_expired = weft_timeout_end(&inner);
    printf("inside: %s after %g s\n", weft_error_name(rc), weft_now() - start);
    rc = weft_sleep(10);
    bool outer_expired = weft_timeout_end(&outer);
    printf("between: %s after %g s\n", weft_error_name(rc), weft_now() - start);
    printf("expired: inner %d, outer %d\n", inner_expired, outer_expired);
}

int main(void) {
    puts("outer 3, inner 1");
    attempt(3, 1);
    puts("outer 1, inner 3");
    attempt(1, 3);
    puts("both 2: the outermost counts");
    attempt(2, 2);
    return 0;
}

// Output:
// outer 3, inner 1
// inside: WEFT_ETIMEDOUT after 1 s
// between: WEFT_ETIMEDOUT after 3 s
// expired: inner 1, outer 1
// outer 1, inner 3
// inside: WEFT_ETIMEDOUT after 1 s
// between: WEFT_ETIMEDOUT after 1 s
// expired: inner 0, outer 1
// both 2: the outermost counts
// inside: WEFT_ETIMEDOUT after 2 s
// between: WEFT_ETIMEDOUT after 2 s
// expired: inner 0, outer 1
