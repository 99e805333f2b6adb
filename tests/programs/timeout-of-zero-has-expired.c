// A scope of 0 seconds or less has expired when it begins.
#include <stdio.h>
#include <weft.h>

static void attempt(double seconds) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, seconds);
    int rc = weft_yield();
    bool expired = weft_timeout_end(&timeout);
    printf("%g: %s, expired %d\n", seconds, weft_error_name(rc), expired);
}

int main(void) {
    attempt(0);
    attempt(-1);
    printf("%g s\n", weft_now());
    return 0;
}

// Output:
// 0: WEFT_ETIMEDOUT, expired 1
// -1: WEFT_ETIMEDOUT, expired 1
// 0 s
