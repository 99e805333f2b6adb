// With no time at all weft_wait_for ends with ETIMEDOUT at once, and leaves no task behind.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_sleep(1);
    return unused;
}

int main(void) {
    int rc = weft_wait_for(child, NULL, 0, NULL);
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%s at %g s, %zu task\n", weft_error_name(rc), weft_now(), stats.live);
    return 0;
}

// Output:
// WEFT_ETIMEDOUT at 0 s, 1 task
