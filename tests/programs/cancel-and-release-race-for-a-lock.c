// The lock's holder releases it and the first in line is cancelled, in the same turn, in both orders: the
// lock goes to the next in line, and never gets lost.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;

static void *waiter(void *name) {
    int rc = weft_mutex_lock(&mutex);
    printf("  %s: %s\n", (const char *)name, weft_error_name(rc));
    if (rc == 0)
        weft_mutex_unlock(&mutex);
    return NULL;
}

static void race(bool release_first) {
    weft_mutex_lock(&mutex);
    weft_task tasks[] = {weft_spawn(waiter, "first"), weft_spawn(waiter, "second"),
                         weft_spawn(waiter, "third")};
    weft_yield();
    if (release_first)
        weft_mutex_unlock(&mutex);
    weft_cancel(tasks[0]);
    if (!release_first)
        weft_mutex_unlock(&mutex);
    weft_gather(tasks, 3, NULL);
    printf("  free: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    weft_mutex_unlock(&mutex);
}

int main(void) {
    puts("cancel, then release");
    race(false);
    puts("release, then cancel");
    race(true);
    return 0;
}

// Output:
// cancel, then release
//   first: WEFT_ECANCELED
//   second: WEFT_OK
//   third: WEFT_OK
//   free: WEFT_OK
// release, then cancel
//   first: WEFT_ECANCELED
//   second: WEFT_OK
//   third: WEFT_OK
//   free: WEFT_OK
