// A task that is cancelled inside an expired scope is told ECANCELED; the scope has expired all the same.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = weft_sleep(10);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    weft_cancel(weft_self());
    rc = weft_sleep(10);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    printf("expired: %d\n", weft_timeout_end(&timeout));
    rc = weft_sleep(10);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    printf("join: %s\n", weft_error_name(weft_join(weft_spawn(child, NULL), NULL)));
    return 0;
}

// Output:
// WEFT_ETIMEDOUT at 1 s
// WEFT_ECANCELED at 1 s
// expired: 1
// WEFT_ECANCELED at 1 s
// join: WEFT_ECANCELED
