// A request that comes after the task's last wait is never delivered: the task is joined with 0, NULL or not.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_cancel(weft_self());
    printf("asked to stop: %d\n", weft_cancelled());
    return unused;
}

int main(void) {
    printf("join: %s\n", weft_error_name(weft_join(weft_spawn(child, NULL), NULL)));

    weft_task ended = weft_spawn(child, NULL);
    weft_sleep(1);
    printf("cancel after its end: %s\n", weft_error_name(weft_cancel(ended)));
    printf("join: %s\n", weft_error_name(weft_join(ended, NULL)));
    printf("cancel after the join: %s\n", weft_error_name(weft_cancel(ended)));
    return 0;
}

// Output:
// asked to stop: 1
// join: WEFT_OK
// asked to stop: 1
// cancel after its end: WEFT_OK
// join: WEFT_OK
// cancel after the join: WEFT_EBADTASK
