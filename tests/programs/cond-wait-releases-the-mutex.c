// weft_cond_wait lets others have the mutex while it waits, and has it again when it returns.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;
static weft_cond cond;
static bool ready;

static void *waiter(void *unused) {
    weft_mutex_lock(&mutex);
    while (!ready)
        weft_cond_wait(&cond, &mutex);
    printf("waiter at %g s", weft_now());
    printf(", lock: %s\n", weft_error_name(weft_mutex_lock(&mutex)));   // it is mine
    weft_mutex_unlock(&mutex);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(waiter, NULL);
    weft_yield();
    printf("lock: %s\n", weft_error_name(weft_mutex_lock(&mutex)));
    weft_cond_signal(&cond);             // too early: the waiter looks, and waits again
    weft_mutex_unlock(&mutex);
    weft_sleep(1);

    weft_mutex_lock(&mutex);
    ready = true;
    weft_cond_signal(&cond);
    weft_sleep(1);                       // still locked: the waiter has to wait for that too
    weft_mutex_unlock(&mutex);
    weft_join(task, NULL);
    return 0;
}

// Output:
// lock: WEFT_OK
// waiter at 2 s, lock: WEFT_EDEADLK
