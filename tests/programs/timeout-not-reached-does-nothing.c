// A scope that ends in time says false, and does nothing later.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    int rc = weft_sleep(1);
    bool expired = weft_timeout_end(&timeout);
    printf("%s, expired %d, at %g s\n", weft_error_name(rc), expired, weft_now());
    rc = weft_sleep(5);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// WEFT_OK, expired 0, at 1 s
// WEFT_OK at 6 s
