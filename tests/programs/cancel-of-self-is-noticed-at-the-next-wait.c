// A task may cancel itself: it goes on to its next wait.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    printf("before: %d\n", weft_cancelled());
    weft_cancel(weft_self());
    printf("after: %d\n", weft_cancelled());
    int rc = weft_sleep(1);
    printf("wait: %s\n", weft_error_name(rc));
    return unused;
}

int main(void) {
    int rc = weft_join(weft_spawn(child, NULL), NULL);
    printf("join: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// before: 0
// after: 1
// wait: WEFT_ECANCELED
// join: WEFT_ECANCELED at 0 s
