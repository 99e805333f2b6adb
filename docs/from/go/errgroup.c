// errgroup: a group; a negative result cancels the others.
#include <stdio.h>
#include <weft.h>

enum { NOBODY_HOME = -1 };

static int visit(void *n) {
    int error = weft_sleep((double)WEFT_UNBOX(n));
    if (error) return error;
    if (WEFT_UNBOX(n) == 2) return NOBODY_HOME;
    printf("visited %d\n", (int)WEFT_UNBOX(n));
    return 0;
}

int main(void) {
    weft_group *group = weft_group_open();
    if (!group) return 1;
    for (int n = 1; n <= 3; n++) weft_group_spawn(group, visit, WEFT_BOX(n));
    if (weft_group_close(group) == NOBODY_HOME)
        printf("failed: nobody home, at %g s\n", weft_now());
    return 0;
}

// Output:
// visited 1
// failed: nobody home, at 2 s
