// A task that is cancelled before its first turn never runs; joining it is ECANCELED.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    printf("cancel: %s\n", weft_error_name(weft_cancel(task)));
    void *result = &task;
    printf("join: %s", weft_error_name(weft_join(task, &result)));
    printf(", %s\n", result == NULL ? "NULL" : "something");
    return 0;
}

// Output:
// cancel: WEFT_OK
// join: WEFT_ECANCELED, NULL
