// Groups within groups: a failure deep down goes up through each close, and every branch is cancelled.
#include <stdio.h>
#include <weft.h>

static int leaves;

static int leaf(void *arg) {
    int rc = weft_sleep(arg ? 1 : 10);
    leaves += rc == WEFT_ECANCELED;
    return arg && rc == 0 ? WEFT_EIO : rc;
}

static int branch(void *depth) {
    int d = (int)WEFT_UNBOX(depth);
    weft_group *group = weft_group_open();
    if (d == 0) {
        weft_group_spawn(group, leaf, NULL);
        weft_group_spawn(group, leaf, NULL);
    } else {
        weft_group_spawn(group, branch, WEFT_BOX(d - 1));
        weft_group_spawn(group, branch, WEFT_BOX(d - 1));
    }
    if (d == 3)
        weft_group_spawn(group, leaf, "this one fails");
    return weft_group_close(group);
}

int main(void) {
    int rc = branch(WEFT_BOX(3));
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%s at %g s, %d leaves cancelled, %zu task is left\n", weft_error_name(rc), weft_now(), leaves,
           stats.live);
    return 0;
}

// Output:
// WEFT_EIO at 1 s, 16 leaves cancelled, 1 task is left
