// A caller that is cancelled, or whose own timeout expires, ends the task of weft_wait_for first too.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    int rc = weft_sleep(10);
    weft_shield_begin();
    weft_sleep(0.5);
    weft_shield_end();
    printf("child: %s, cleaned up at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

static void *caller(void *unused) {
    int rc = weft_wait_for(child, NULL, 5, NULL);
    printf("caller: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(caller, NULL);
    weft_sleep(1);
    weft_cancel(task);
    weft_join(task, NULL);

    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    caller(NULL);
    printf("expired: %d\n", weft_timeout_end(&timeout));
    return 0;
}

// Output:
// child: WEFT_ECANCELED, cleaned up at 1.5 s
// caller: WEFT_ECANCELED at 1.5 s
// child: WEFT_ECANCELED, cleaned up at 3 s
// caller: WEFT_ETIMEDOUT at 3 s
// expired: 1
