// Trying again with more and more patience, a scope an attempt.
#include <stdio.h>
#include <weft.h>

static weft_event ready;

static void *slow(void *unused) {
    weft_sleep(4);
    weft_event_set(&ready);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(slow, NULL);
    for (double patience = 1;; patience *= 2) {
        weft_timeout timeout;
        weft_timeout_begin(&timeout, patience);
        int rc = weft_event_wait(&ready);
        bool expired = weft_timeout_end(&timeout);
        printf("%g s of patience: %s at %g s\n", patience, weft_error_name(rc), weft_now());
        if (!expired)
            break;
    }
    weft_join(task, NULL);
    return 0;
}

// Output:
// 1 s of patience: WEFT_ETIMEDOUT at 1 s
// 2 s of patience: WEFT_ETIMEDOUT at 3 s
// 4 s of patience: WEFT_OK at 4 s
