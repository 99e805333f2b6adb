// A timeout and a sleep that end together fire in the order in which they were set.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = weft_sleep(1);
    bool expired = weft_timeout_end(&timeout);
    printf("%s, expired %d, at %g s\n", weft_error_name(rc), expired, weft_now());
    return 0;
}

// Output:
// WEFT_ETIMEDOUT, expired 1, at 1 s
