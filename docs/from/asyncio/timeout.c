// asyncio.timeout: a scope; every wait inside it ends when the time is up.
#include <stdio.h>
#include <weft.h>

static int slow(void) {
    int error = weft_sleep(60);
    if (error) return error;
    printf("done\n");
    return 0;
}

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1.5);
    int error = slow();
    if (weft_timeout_end(&timeout))
        printf("took too long: %s after %g s\n", weft_error_name(error), weft_now());
    return 0;
}

// Output:
// took too long: WEFT_ETIMEDOUT after 1.5 s
