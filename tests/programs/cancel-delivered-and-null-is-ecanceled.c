// A task that was told ECANCELED and then returns NULL is joined with ECANCELED.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    int rc = weft_sleep(10);
    printf("child: %s at %g s\n", weft_error_name(rc), weft_now());
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
// child: WEFT_ECANCELED at 1 s
// join: WEFT_ECANCELED at 1 s
