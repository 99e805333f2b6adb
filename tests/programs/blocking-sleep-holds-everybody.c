// sleep, usleep and nanosleep of libc hold the thread: time passes and nobody else runs.
#define _GNU_SOURCE
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include <weft.h>

static int ticks;

static void *ticker(void *unused) {
    while (weft_sleep(0.25) == 0)
        ticks++;
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(ticker, NULL);
    weft_yield();                        // the ticker sets its first alarm
    unsigned left = sleep(2);
    printf("sleep: %u left, %d ticks, %g s\n", left, ticks, weft_now());
    int rc = usleep(500000);
    printf("usleep: %d, %d ticks, %g s\n", rc, ticks, weft_now());
    rc = nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 500000000}, NULL);
    printf("nanosleep: %d, %d ticks, %g s\n", rc, ticks, weft_now());
    weft_cancel(task);
    weft_join(task, NULL);
    return 0;
}

// Output:
// sleep: 0 left, 0 ticks, 2 s
// usleep: 0, 0 ticks, 2.5 s
// nanosleep: 0, 0 ticks, 4 s
