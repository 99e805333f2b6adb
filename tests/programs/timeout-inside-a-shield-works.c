// A timeout that begins inside a shield works there, so clean-up can be bounded; those
// from outside stay held off.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 2);
    int rc = weft_sleep(10);
    printf("child: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_begin();
    weft_timeout_begin(&inner, 3);
    rc = weft_sleep(2);                  // past the end of the outer one
    printf("clean-up: %s at %g s\n", weft_error_name(rc), weft_now());
    rc = weft_sleep(2);
    printf("clean-up: %s at %g s", weft_error_name(rc), weft_now());
    printf(", expired: %d\n", weft_timeout_end(&inner));
    rc = weft_sleep(1);
    printf("clean-up: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_end();
    printf("outside the shield: %s", weft_error_name(weft_yield()));
    printf(", expired: %d\n", weft_timeout_end(&outer));
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_sleep(1);
    weft_cancel(task);
    weft_join(task, NULL);
    return 0;
}

// Output:
// child: WEFT_ECANCELED at 1 s
// clean-up: WEFT_OK at 3 s
// clean-up: WEFT_ETIMEDOUT at 4 s, expired: 1
// clean-up: WEFT_OK at 5 s
// outside the shield: WEFT_ECANCELED, expired: 1
