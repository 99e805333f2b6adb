// A ticker runs beside a worker until main cancels it.
//
// weft_cancel is a request. The ticker notices at its next wait:
// weft_sleep, which is 0 when the time has passed, returns
// WEFT_ECANCELED instead. So the ticker can clean up, and ends
// by itself.
#include <stdio.h>
#include <weft.h>

static void *ticker(void *unused) {
    (void)unused;
    int ticks = 0;
    while (weft_sleep(0.5) == 0)
        printf("%.1f s  tick %d\n", weft_now(), ++ticks);
    printf("%.1f s  ticker: I was asked to stop\n", weft_now());
    return NULL;
}

static void *worker(void *unused) {
    (void)unused;
    for (int step = 1; step <= 3; step++) {
        weft_sleep(0.8);
        printf("%.1f s  worker: step %d of 3\n", weft_now(), step);
    }
    return NULL;
}

int main(void) {
    weft_task tick = weft_spawn(ticker, NULL);
    weft_task work = weft_spawn(worker, NULL);

    // waits for the worker; the ticker ticks meanwhile
    weft_join(work, NULL);
    weft_cancel(tick);   // asks, and does not wait
    int rc = weft_join(tick, NULL);   // waits until it has ended
    printf("%.1f s  main: the ticker's end is \"%s\"\n", weft_now(), weft_strerror(rc));
    return 0;
}

// Output:
// 0.5 s  tick 1
// 0.8 s  worker: step 1 of 3
// 1.0 s  tick 2
// 1.5 s  tick 3
// 1.6 s  worker: step 2 of 3
// 2.0 s  tick 4
// 2.4 s  worker: step 3 of 3
// 2.4 s  ticker: I was asked to stop
// 2.4 s  main: the ticker's end is "cancelled"
