// A child that returns a negative value fails the group: its siblings are cancelled,
// may clean up, and close returns the error.
#include <stdio.h>
#include <weft.h>

static int child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(n);
    if (rc == 0 && n == 2) {
        puts("child 2 fails");
        return WEFT_EIO;
    }
    weft_shield_begin();
    weft_sleep(0.5);
    weft_shield_end();
    printf("child %d: %s, ends at %g s\n", n, weft_error_name(rc), weft_now());
    return rc;
}

int main(void) {
    weft_group *group = weft_group_open();
    for (int n = 1; n <= 4; n++)
        weft_group_spawn(group, child, WEFT_BOX(n));
    int rc = weft_group_close(group);
    printf("close: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// child 1: WEFT_OK, ends at 1.5 s
// child 2 fails
// child 3: WEFT_ECANCELED, ends at 2.5 s
// child 4: WEFT_ECANCELED, ends at 2.5 s
// close: WEFT_EIO at 2.5 s
