// weft_sleep of 0 or less yields: others run, the clock stands.
#include <math.h>
#include <stdio.h>
#include <weft.h>

static int turns;

static void *child(void *unused) {
    while (weft_yield() == 0)
        turns++;
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_yield();                        // the child has started and yielded
    printf("0: %s\n", weft_error_name(weft_sleep(0)));
    printf("-1: %s\n", weft_error_name(weft_sleep(-1)));
    printf("-infinity: %s\n", weft_error_name(weft_sleep(-INFINITY)));
    printf("%d turns of the other, at %g s\n", turns, weft_now());
    weft_cancel(task);
    weft_join(task, NULL);
    return 0;
}

// Output:
// 0: WEFT_OK
// -1: WEFT_OK
// -infinity: WEFT_OK
// 3 turns of the other, at 0 s
