// A task that is cancelled before it closes its group cancels the children too; those
// that never started never run.
#include <stdio.h>
#include <weft.h>

static int child(void *unused) {
    (void)unused;
    puts("must not run");
    return 0;
}

static void *caller(void *unused) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, child, NULL);
    weft_cancel(weft_self());
    printf("close: %s\n", weft_error_name(weft_group_close(group)));
    return unused;
}

int main(void) {
    printf("join: %s\n", weft_error_name(weft_join(weft_spawn(caller, NULL), NULL)));
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task is left\n", stats.live);
    return 0;
}

// Output:
// close: WEFT_ECANCELED
// join: WEFT_ECANCELED
// 1 task is left
