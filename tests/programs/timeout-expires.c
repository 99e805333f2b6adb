// Once a scope has expired every call inside that waits returns ETIMEDOUT at once;
// outside it all is as before.
#include <stdio.h>
#include <weft.h>

static void say(const char *where, int rc) {
    printf("%s: %s at %g s\n", where, weft_error_name(rc), weft_now());
}

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    say("short sleep", weft_sleep(0.75));
    say("long sleep", weft_sleep(5));
    say("another", weft_sleep(5));
    say("yield", weft_yield());
    printf("expired: %d, cancelled: %d\n", weft_timeout_end(&timeout), weft_cancelled());
    say("outside", weft_sleep(1));
    return 0;
}

// Output:
// short sleep: WEFT_OK at 0.75 s
// long sleep: WEFT_ETIMEDOUT at 1 s
// another: WEFT_ETIMEDOUT at 1 s
// yield: WEFT_ETIMEDOUT at 1 s
// expired: 1, cancelled: 0
// outside: WEFT_OK at 2 s
