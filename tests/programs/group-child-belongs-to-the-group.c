// A group's child cannot be joined or detached by others; cancelling it alone fails the
// group with what it returns.
#include <stdio.h>
#include <weft.h>

static int child(void *name) {
    int rc = weft_sleep(5);
    printf("%s: %s at %g s\n", (const char *)name, weft_error_name(rc), weft_now());
    return rc;
}

int main(void) {
    weft_group *group = weft_group_open();
    weft_task first = weft_group_spawn(group, child, "first");
    weft_group_spawn(group, child, "second");
    printf("join: %s\n", weft_error_name(weft_join(first, NULL)));
    weft_sleep(1);
    weft_cancel(first);
    int rc = weft_group_close(group);
    printf("close: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// join: WEFT_EBUSY
// first: WEFT_ECANCELED at 1 s
// second: WEFT_ECANCELED at 1 s
// close: WEFT_ECANCELED at 1 s
