// Sending to, or receiving from, no channel waits for ever; a timeout ends it.
#include <stdio.h>
#include <weft.h>

int main(void) {
    int item = 0;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int rc = weft_chan_send(NULL, &item);
    printf("send: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_timeout_end(&timeout);
    weft_timeout_begin(&timeout, 1);
    rc = weft_chan_recv(NULL, &item);
    printf("recv: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_timeout_end(&timeout);
    return 0;
}

// Output:
// send: WEFT_ETIMEDOUT at 1 s
// recv: WEFT_ETIMEDOUT at 2 s
