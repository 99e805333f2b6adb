// A gather that is cancelled cancels the children, waits for their clean-up, joins them, and then returns.
#include <stdio.h>
#include <weft.h>

static weft_task children[2];

static void *child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(10);
    printf("child %d: %s at %g s\n", n, weft_error_name(rc), weft_now());
    weft_shield_begin();
    weft_sleep(n);
    weft_shield_end();
    printf("child %d: cleaned up at %g s\n", n, weft_now());
    return WEFT_BOX(n);                  // a result all the same
}

static void *parent(void *unused) {
    void *results[2];
    children[0] = weft_spawn(child, WEFT_BOX(1));
    children[1] = weft_spawn(child, WEFT_BOX(2));
    int rc = weft_gather(children, 2, results);
    printf("parent: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(parent, NULL);
    weft_sleep(1);
    weft_cancel(task);
    printf("main: %s\n", weft_error_name(weft_join(task, NULL)));
    for (int i = 0; i < 2; i++)
        printf("child %d: %s\n", i + 1, weft_error_name(weft_join(children[i], NULL)));
    return 0;
}

// Output:
// child 1: WEFT_ECANCELED at 1 s
// child 2: WEFT_ECANCELED at 1 s
// child 1: cleaned up at 2 s
// child 2: cleaned up at 3 s
// parent: WEFT_ECANCELED at 3 s
// main: WEFT_ECANCELED
// child 1: WEFT_EBADTASK
// child 2: WEFT_EBADTASK
