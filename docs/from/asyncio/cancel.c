// task.cancel() and finally: the wait returns an error, and a shield lets the clean-up wait.
#include <stdio.h>
#include <weft.h>

static void *worker(void *unused) {
    (void)unused;
    while (weft_sleep(1) == 0) printf("tick\n");
    weft_shield_begin();
    weft_sleep(0.5);
    weft_shield_end();
    printf("saved\n");
    return NULL;
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
// saved
// WEFT_ECANCELED at 3 s
