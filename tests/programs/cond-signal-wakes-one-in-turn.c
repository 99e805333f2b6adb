// A signal wakes the task that has waited longest, a broadcast all; with nobody waiting both are forgotten.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;
static weft_cond cond;

static void *waiter(void *name) {
    weft_mutex_lock(&mutex);
    int rc = weft_cond_wait(&cond, &mutex);
    printf("%s: %s at %g s\n", (const char *)name, weft_error_name(rc), weft_now());
    weft_mutex_unlock(&mutex);
    return NULL;
}

int main(void) {
    printf("signal: %s\n", weft_error_name(weft_cond_signal(&cond)));
    printf("broadcast: %s\n", weft_error_name(weft_cond_broadcast(&cond)));
    weft_task tasks[] = {weft_spawn(waiter, "a"), weft_spawn(waiter, "b"),
                         weft_spawn(waiter, "c"), weft_spawn(waiter, "d")};
    for (int i = 0; i < 2; i++) {
        weft_sleep(1);
        weft_cond_signal(&cond);
    }
    weft_sleep(1);
    weft_cond_broadcast(&cond);
    weft_gather(tasks, 4, NULL);
    return 0;
}

// Output:
// signal: WEFT_OK
// broadcast: WEFT_OK
// a: WEFT_OK at 1 s
// b: WEFT_OK at 2 s
// c: WEFT_OK at 3 s
// d: WEFT_OK at 3 s
