// A case without a channel never happens; a select of only such, or of none, waits
// until something else ends it.
#include <stdio.h>
#include <weft.h>

int main(void) {
    int item = 0;
    weft_case none[] = {WEFT_RECV(NULL, &item), WEFT_SEND(NULL, &item)};
    printf("try: %s\n", weft_error_name(weft_try_select(none, 2)));
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = weft_select(none, 2);
    weft_timeout_end(&timeout);
    printf("two without a channel: %s at %g s\n", weft_error_name(rc), weft_now());

    weft_timeout_begin(&timeout, 1);
    rc = weft_select(NULL, 0);
    weft_timeout_end(&timeout);
    printf("no cases: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// try: WEFT_EAGAIN
// two without a channel: WEFT_ETIMEDOUT at 1 s
// no cases: WEFT_ETIMEDOUT at 2 s
