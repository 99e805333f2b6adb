// A gather that times out cancels the children, waits for them, joins them, and returns ETIMEDOUT.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    int rc = weft_sleep((double)WEFT_UNBOX(arg));
    printf("child %d: %s at %g s\n", (int)WEFT_UNBOX(arg), weft_error_name(rc), weft_now());
    return rc == 0 ? arg : NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(child, WEFT_BOX(1)), weft_spawn(child, WEFT_BOX(9))};
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    int rc = weft_gather(tasks, 2, NULL);
    bool expired = weft_timeout_end(&timeout);
    printf("gather: %s, expired %d, at %g s\n", weft_error_name(rc), expired, weft_now());
    for (int i = 0; i < 2; i++)
        printf("again: %s\n", weft_error_name(weft_join(tasks[i], NULL)));
    return 0;
}

// Output:
// child 1: WEFT_OK at 1 s
// child 9: WEFT_ECANCELED at 2 s
// gather: WEFT_ETIMEDOUT, expired 1, at 2 s
// again: WEFT_EBADTASK
// again: WEFT_EBADTASK
