// A cancellation that comes while a shielded task waits does not disturb the wait.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_shield_begin();
    int rc = weft_sleep(2);
    printf("in the shield: %s at %g s, asked to stop: %d\n", weft_error_name(rc), weft_now(),
           weft_cancelled());
    weft_shield_end();
    rc = weft_yield();
    printf("after it: %s\n", weft_error_name(rc));
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_sleep(1);
    weft_cancel(task);
    int rc = weft_join(task, NULL);
    printf("join: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// in the shield: WEFT_OK at 2 s, asked to stop: 1
// after it: WEFT_ECANCELED
// join: WEFT_ECANCELED at 2 s
