// A condition wait that is cancelled or times out has the mutex again when it
// returns, however long that takes.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;
static weft_cond cond;

static void *waiter(void *seconds) {
    weft_timeout timeout;
    weft_mutex_lock(&mutex);
    weft_timeout_begin(&timeout, (double)WEFT_UNBOX(seconds));
    int rc = weft_cond_wait(&cond, &mutex);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    weft_timeout_end(&timeout);
    printf("unlock: %s\n", weft_error_name(weft_mutex_unlock(&mutex)));
    return NULL;
}

int main(void) {
    weft_task cancelled = weft_spawn(waiter, WEFT_BOX(100)), timed_out = weft_spawn(waiter, WEFT_BOX(2));
    weft_sleep(1);
    weft_mutex_lock(&mutex);
    weft_cancel(cancelled);
    weft_sleep(2);                       // at 2 s the other times out; both want the mutex
    puts("main unlocks");
    weft_mutex_unlock(&mutex);
    weft_join(cancelled, NULL);
    weft_join(timed_out, NULL);
    return 0;
}

// Output:
// main unlocks
// WEFT_ECANCELED at 3 s
// unlock: WEFT_OK
// WEFT_ETIMEDOUT at 3 s
// unlock: WEFT_OK
