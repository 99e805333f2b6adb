// weft_cancel only asks: the caller keeps its turn, and asking again changes nothing.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    int rc = weft_sleep(10);
    printf("child: %s\n", weft_error_name(rc));
    weft_shield_begin();
    rc = weft_sleep(2);                  // clean-up
    weft_shield_end();
    printf("child: clean-up %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_yield();
    printf("cancel: %s\n", weft_error_name(weft_cancel(task)));
    printf("cancel: %s\n", weft_error_name(weft_cancel(task)));
    puts("main goes on");
    weft_sleep(1);
    printf("cancel: %s\n", weft_error_name(weft_cancel(task)));
    weft_join(task, NULL);
    printf("unknown: %s\n", weft_error_name(weft_cancel(999)));
    return 0;
}

// Output:
// cancel: WEFT_OK
// cancel: WEFT_OK
// main goes on
// child: WEFT_ECANCELED
// cancel: WEFT_OK
// child: clean-up WEFT_OK at 2 s
// unknown: WEFT_EBADTASK
