// A waiter that is cancelled in the turn in which it was signalled hands the signal on, and holds the mutex.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;
static weft_cond cond;

static void *waiter(void *name) {
    weft_mutex_lock(&mutex);
    int rc = weft_cond_wait(&cond, &mutex);
    printf("%s: %s", (const char *)name, weft_error_name(rc));
    printf(", mutex: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));   // it is held: by this task
    weft_mutex_unlock(&mutex);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(waiter, "first"), weft_spawn(waiter, "second")};
    weft_yield();
    weft_cond_signal(&cond);
    weft_cancel(tasks[0]);
    weft_gather(tasks, 2, NULL);
    return 0;
}

// Output:
// first: WEFT_ECANCELED, mutex: WEFT_EAGAIN
// second: WEFT_OK, mutex: WEFT_EAGAIN
