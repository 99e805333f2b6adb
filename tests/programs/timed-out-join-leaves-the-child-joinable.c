// A join that times out leaves the child running; joining again, with more time, gets the result.
#include <stdio.h>
#include <weft.h>

static void *worker(void *unused) {
    (void)unused;
    weft_sleep(2.5);
    return WEFT_BOX(42);
}

int main(void) {
    weft_task task = weft_spawn(worker, NULL);
    void *result = NULL;
    int rc;
    do {
        weft_timeout patience;
        weft_timeout_begin(&patience, 1);
        rc = weft_join(task, &result);
        bool expired = weft_timeout_end(&patience);
        printf("%s, expired %d, at %g s\n", weft_error_name(rc), expired, weft_now());
    } while (rc == WEFT_ETIMEDOUT);
    printf("%d\n", (int)WEFT_UNBOX(result));
    return 0;
}

// Output:
// WEFT_ETIMEDOUT, expired 1, at 1 s
// WEFT_ETIMEDOUT, expired 1, at 2 s
// WEFT_OK, expired 0, at 2.5 s
// 42
