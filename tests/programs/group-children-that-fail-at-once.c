// A child that fails in its first turn: those not yet started never run, those spawned later neither.
#include <stdio.h>
#include <weft.h>

static int fails(void *unused) {
    (void)unused;
    puts("fails");
    return WEFT_EIO;
}

static int works(void *unused) {
    (void)unused;
    puts("must not run");
    return 0;
}

int main(void) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, fails, NULL);
    weft_group_spawn(group, works, NULL);
    weft_sleep(1);
    weft_task late = weft_group_spawn(group, works, NULL);
    printf("late: %s\n", late > 0 ? "a task" : weft_error_name((int)late));
    printf("close: %s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

// Output:
// fails
// late: a task
// close: WEFT_EIO
