// weft_group_close waits for all children, also those that children spawned into the group,
// and is 0 when none failed.
#include <stdio.h>
#include <weft.h>

static weft_group *group;

static int child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    weft_sleep(n);
    printf("child %d ends at %g s\n", n, weft_now());
    if (n == 2)
        weft_group_spawn(group, child, WEFT_BOX(3));   // while the group is being closed
    return n;                            // more than 0: no failure
}

int main(void) {
    group = weft_group_open();
    weft_group_spawn(group, child, WEFT_BOX(2));
    weft_group_spawn(group, child, WEFT_BOX(1));
    int rc = weft_group_close(group);
    printf("close: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task is left\n", stats.live);
    return 0;
}

// Output:
// child 1 ends at 1 s
// child 2 ends at 2 s
// child 3 ends at 5 s
// close: WEFT_OK at 5 s
// 1 task is left
