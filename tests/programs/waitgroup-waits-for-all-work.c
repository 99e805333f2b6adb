// weft_waitgroup_wait waits until the count is 0; several may wait; work may add work.
#include <stdio.h>
#include <weft.h>

static weft_waitgroup group;
static int done;

static void *work(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    weft_sleep(n);
    if (n == 2) {
        weft_waitgroup_add(&group, 1);
        weft_detach(weft_spawn(work, WEFT_BOX(3)));
    }
    done++;
    weft_waitgroup_done(&group);
    return NULL;
}

static void *waiter(void *unused) {
    int rc = weft_waitgroup_wait(&group);
    printf("waiter: %s, %d done at %g s\n", weft_error_name(rc), done, weft_now());
    return unused;
}

int main(void) {
    printf("nothing to wait for: %s\n", weft_error_name(weft_waitgroup_wait(&group)));
    printf("add: %s\n", weft_error_name(weft_waitgroup_add(&group, 3)));
    for (int n = 1; n <= 3; n++)
        weft_detach(weft_spawn(work, WEFT_BOX(n)));
    weft_task tasks[] = {weft_spawn(waiter, NULL), weft_spawn(waiter, NULL)};
    weft_gather(tasks, 2, NULL);
    printf("below 0: %s\n", weft_error_name(weft_waitgroup_done(&group)));
    printf("below 0: %s\n", weft_error_name(weft_waitgroup_add(&group, -5)));
    weft_waitgroup_add(&group, 2);
    printf("down to 0: %s\n", weft_error_name(weft_waitgroup_add(&group, -2)));
    printf("nothing to wait for: %s\n", weft_error_name(weft_waitgroup_wait(&group)));
    return 0;
}

// Output:
// nothing to wait for: WEFT_OK
// add: WEFT_OK
// waiter: WEFT_OK, 4 done at 5 s
// waiter: WEFT_OK, 4 done at 5 s
// below 0: WEFT_EINVAL
// below 0: WEFT_EINVAL
// down to 0: WEFT_OK
// nothing to wait for: WEFT_OK
