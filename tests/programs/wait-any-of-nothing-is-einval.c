// weft_wait_any of no tasks is EINVAL, of an unknown one EBADTASK, of oneself EDEADLK.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_sleep(1);
    return unused;
}

int main(void) {
    printf("%s\n", weft_error_name(weft_wait_any(NULL, 0)));
    weft_task task = weft_spawn(child, NULL);
    weft_task unknown[] = {task, 999}, self[] = {task, weft_self()};
    printf("%s\n", weft_error_name(weft_wait_any(unknown, 2)));
    printf("%s\n", weft_error_name(weft_wait_any(self, 2)));
    int rc = weft_join(task, NULL);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_EBADTASK
// WEFT_EDEADLK
// WEFT_OK at 1 s
