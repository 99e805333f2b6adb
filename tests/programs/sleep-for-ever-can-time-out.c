// A sleep longer than the clock can count is one without end; a timeout still ends it.
#include <math.h>
#include <stdio.h>
#include <weft.h>

static void try_to_sleep(double seconds) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = weft_sleep(seconds);
    bool expired = weft_timeout_end(&timeout);
    printf("%g: %s, expired %d, at %g s\n", seconds, weft_error_name(rc), expired, weft_now());
}

int main(void) {
    try_to_sleep(1e10);                  // more nanoseconds than 63 bits hold
    try_to_sleep(1e300);
    try_to_sleep(INFINITY);
    return 0;
}

// Output:
// 1e+10: WEFT_ETIMEDOUT, expired 1, at 1 s
// 1e+300: WEFT_ETIMEDOUT, expired 1, at 2 s
// inf: WEFT_ETIMEDOUT, expired 1, at 3 s
