// context.WithCancel: the task itself is cancelled, and its waits say so.
#include <stdio.h>
#include <weft.h>

static void *worker(void *unused) {
    while (weft_sleep(1) == 0) printf("tick\n");
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(worker, NULL);
    weft_sleep(2.5);
    weft_cancel(task);
    int error = weft_join(task, NULL);
    printf("%s at %g s\n", weft_error_name(error), weft_now());
    return 0;
}

// Output:
// tick
// tick
// WEFT_ECANCELED at 2.5 s
