// hclose of a coroutine: weft_cancel asks it to stop, weft_join waits until it has.
#include <stdio.h>
#include <weft.h>

static void *worker(void *unused) {
    int error;
    while ((error = weft_sleep(1)) == 0) printf("tick\n");
    printf("stopped: %s\n", weft_error_name(error));
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(worker, NULL);
    weft_sleep(2.5);
    weft_cancel(task);
    return weft_join(task, NULL) == WEFT_ECANCELED ? 0 : 1;
}

// Output:
// tick
// tick
// stopped: WEFT_ECANCELED
