// AbortController: any task can be cancelled, without a signal handed to it.
#include <stdio.h>
#include <weft.h>

static void *slow(void *unused) {
    for (int step = 1; weft_sleep(1) == 0; step++) printf("step %d\n", step);
    return unused;
}

int main(void) {
    weft_task work = weft_spawn(slow, NULL);
    weft_sleep(2.5);
    weft_cancel(work);
    int error = weft_join(work, NULL);
    printf("%s at %g s\n", weft_error_name(error), weft_now());
    return 0;
}

// Output:
// step 1
// step 2
// WEFT_ECANCELED at 2.5 s
