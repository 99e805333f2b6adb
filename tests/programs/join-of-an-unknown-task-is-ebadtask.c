// Joining a task that never was, or was joined before, is EBADTASK.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    printf("first: %s\n", weft_error_name(weft_join(task, NULL)));
    printf("second: %s\n", weft_error_name(weft_join(task, NULL)));
    printf("none: %s\n", weft_error_name(weft_join(0, NULL)));
    printf("an error for a task: %s\n", weft_error_name(weft_join(WEFT_ENOMEM, NULL)));
    printf("not yet spawned: %s\n", weft_error_name(weft_join(task + 1000, NULL)));
    return 0;
}

// Output:
// first: WEFT_OK
// second: WEFT_EBADTASK
// none: WEFT_EBADTASK
// an error for a task: WEFT_EBADTASK
// not yet spawned: WEFT_EBADTASK
