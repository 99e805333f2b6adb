// A shield holds off an expired timeout as well; after it the scope has expired.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    weft_shield_begin();
    int rc = weft_sleep(2);
    printf("in the shield: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_end();
    rc = weft_sleep(1);
    printf("after it: %s at %g s\n", weft_error_name(rc), weft_now());
    printf("expired: %d\n", weft_timeout_end(&timeout));
    return 0;
}

// Output:
// in the shield: WEFT_OK at 2 s
// after it: WEFT_ETIMEDOUT at 2 s
// expired: 1
