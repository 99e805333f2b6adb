// A caller that is cancelled while it closes cancels the children, and still waits for every one of them.
#include <stdio.h>
#include <weft.h>

static int child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(10);
    weft_shield_begin();
    weft_sleep(n);
    weft_shield_end();
    printf("child %d: %s, ends at %g s\n", n, weft_error_name(rc), weft_now());
    return 0;
}

static void *caller(void *unused) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, child, WEFT_BOX(1));
    weft_group_spawn(group, child, WEFT_BOX(2));
    int rc = weft_group_close(group);
    printf("close: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(caller, NULL);
    weft_sleep(1);
    weft_cancel(task);
    printf("join: %s\n", weft_error_name(weft_join(task, NULL)));

    puts("the same with a timeout");
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    caller(NULL);
    printf("expired: %d\n", weft_timeout_end(&timeout));
    return 0;
}

// Output:
// child 1: WEFT_ECANCELED, ends at 2 s
// child 2: WEFT_ECANCELED, ends at 3 s
// close: WEFT_ECANCELED at 3 s
// join: WEFT_ECANCELED
// the same with a timeout
// child 1: WEFT_ECANCELED, ends at 5 s
// child 2: WEFT_ECANCELED, ends at 6 s
// close: WEFT_ETIMEDOUT at 6 s
// expired: 1
