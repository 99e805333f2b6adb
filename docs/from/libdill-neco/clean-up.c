// neco_setcancelstate: a shield, inside which calls wait in spite of a cancellation.
#include <stdio.h>
#include <weft.h>

static void *worker(void *unused) {
    while (weft_sleep(1) == 0) printf("tick\n");
    weft_shield_begin();
    weft_sleep(0.5);
    weft_shield_end();
    printf("saved at %g s\n", weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(worker, NULL);
    weft_sleep(2.5);
    weft_cancel(task);
    return weft_join(task, NULL) == WEFT_ECANCELED ? 0 : 1;
}

// Output:
// tick
// tick
// saved at 3 s
