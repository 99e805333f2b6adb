// A function that returns early and forgets weft_timeout_end leaves a timeout whose place is gone. That is
// misuse, and the next call that waits ends the run with 70.
#include <stdio.h>
#include <weft.h>

static __attribute__((noinline)) int work(double seconds) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int error = weft_sleep(seconds);
    if (error) return error;
    weft_timeout_end(&timeout);
    return 0;
}

int main(void) {
    printf("%s\n", weft_error_name(work(0.5)));
    printf("%s\n", weft_error_name(work(5)));
    weft_sleep(1);
    puts("never");
    return 0;
}

// Output:
// WEFT_OK
// WEFT_ETIMEDOUT
// Exit: 70
