// A task that suppresses the cancellation of weft_wait_for and returns a result wins: 0, and the result.
#include <stdio.h>
#include <weft.h>

static void *stubborn(void *unused) {
    (void)unused;
    if (weft_sleep(10) == WEFT_ECANCELED) {
        weft_shield_begin();
        weft_sleep(1);                   // finishes what it had begun
        weft_shield_end();
    }
    return "late, but here";
}

int main(void) {
    void *result;
    int rc = weft_wait_for(stubborn, NULL, 1, &result);
    printf("%s, %s, at %g s\n", weft_error_name(rc), (const char *)result, weft_now());
    return 0;
}

// Output:
// WEFT_OK, late, but here, at 2 s
