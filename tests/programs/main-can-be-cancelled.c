// main is a task like any other: its waits return ECANCELED, and it goes on to its end.
#include <stdio.h>
#include <weft.h>

static void *child(void *main_task) {
    weft_sleep(1);
    printf("cancel main: %s\n", weft_error_name(weft_cancel((weft_task)WEFT_UNBOX(main_task))));
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(child, WEFT_BOX(weft_self()));
    int rc = weft_sleep(10);
    printf("main: %s at %g s\n", weft_error_name(rc), weft_now());
    weft_shield_begin();
    printf("join: %s\n", weft_error_name(weft_join(task, NULL)));
    weft_shield_end();
    return 3;
}

// Output:
// cancel main: WEFT_OK
// main: WEFT_ECANCELED at 1 s
// join: WEFT_OK
// Exit: 3
