// The first answer wins: whoever has it cancels the group, and the others end.
#include <stdio.h>
#include <weft.h>

static weft_group *group;
static int winner;

static int racer(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    if (weft_sleep(1 + (n * 3) % 7) < 0)
        return 0;                        // too late: no failure
    winner = n;
    weft_group_cancel(group);
    return 0;
}

int main(void) {
    group = weft_group_open();
    for (int n = 1; n <= 6; n++)
        weft_group_spawn(group, racer, WEFT_BOX(n));
    int rc = weft_group_close(group);
    printf("%d wins at %g s: %s\n", winner, weft_now(), weft_error_name(rc));
    return 0;
}

// Output:
// 5 wins at 2 s: WEFT_OK
