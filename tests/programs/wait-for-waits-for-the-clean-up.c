// At its timeout weft_wait_for cancels the task, waits for its clean-up, and only then says ETIMEDOUT.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    int rc = weft_sleep(10);
    printf("child: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_begin();
    weft_sleep(0.5);
    weft_shield_end();
    printf("child: cleaned up at %g s\n", weft_now());
    return unused;
}

int main(void) {
    int rc = weft_wait_for(child, NULL, 1, NULL);
    printf("main: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task is left\n", stats.live);
    rc = weft_sleep(1);
    printf("main: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// child: WEFT_ECANCELED at 1 s
// child: cleaned up at 1.5 s
// main: WEFT_ETIMEDOUT at 1.5 s
// 1 task is left
// main: WEFT_OK at 2.5 s
