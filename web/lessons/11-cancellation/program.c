// A ticker is asked to stop, and cleans up.
#include <stdio.h>
#include <weft.h>

static void *ticker(void *unused) {
    while (weft_sleep(1) == 0)
        printf("%.1f s  tick\n", weft_now());
    weft_shield_begin();             // here one may wait again
    weft_sleep(0.5);
    weft_shield_end();
    printf("%.1f s  cleaned up\n", weft_now());
    (void)unused;
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(ticker, NULL);
    weft_sleep(2.5);
    weft_cancel(task);               // asks, and does not wait
    printf("%.1f s  asked\n", weft_now());
    int rc = weft_join(task, NULL);
    printf("%.1f s  %s\n", weft_now(), weft_strerror(rc));
    return 0;
}

// Output:
// 1.0 s  tick
// 2.0 s  tick
// 2.5 s  asked
// 3.0 s  cleaned up
// 3.0 s  cancelled
