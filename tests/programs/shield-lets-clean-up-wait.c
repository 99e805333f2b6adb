// Inside a shield a cancelled task can wait; after it, it is cancelled as before.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    int rc = weft_sleep(10);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_begin();
    printf("asked to stop: %d\n", weft_cancelled());
    rc = weft_sleep(1);
    printf("in the shield: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_end();
    rc = weft_sleep(1);
    printf("after it: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_sleep(1);
    weft_cancel(task);
    printf("join: %s\n", weft_error_name(weft_join(task, NULL)));
    return 0;
}

// Output:
// WEFT_ECANCELED at 1 s
// asked to stop: 1
// in the shield: WEFT_OK at 2 s
// after it: WEFT_ECANCELED at 2 s
// join: WEFT_ECANCELED
