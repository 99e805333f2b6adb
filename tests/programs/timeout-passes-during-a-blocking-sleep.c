// A scope whose time passes while the task holds the turn has expired, whether or
// not it waits before the end.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    sleep(2);
    int rc = weft_yield();
    printf("%s", weft_error_name(rc));
    printf(", expired %d, at %g s\n", weft_timeout_end(&timeout), weft_now());

    weft_timeout_begin(&timeout, 1);
    sleep(2);
    printf("no wait: expired %d\n", weft_timeout_end(&timeout));

    weft_timeout_begin(&timeout, 3);
    sleep(2);
    rc = weft_sleep(0.5);
    bool expired = weft_timeout_end(&timeout);
    printf("%s, expired %d, at %g s\n", weft_error_name(rc), expired, weft_now());
    return 0;
}

// Output:
// WEFT_ETIMEDOUT, expired 1, at 2 s
// no wait: expired 1
// WEFT_OK, expired 0, at 6.5 s
