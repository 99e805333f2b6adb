// A join that is cancelled leaves the child running, and joinable by somebody else.
#include <stdio.h>
#include <weft.h>

static weft_task worker_id;

static void *worker(void *unused) {
    (void)unused;
    weft_sleep(2);
    return WEFT_BOX(42);
}

static void *joiner(void *unused) {
    int rc = weft_join(worker_id, NULL);
    printf("joiner: %s at %g s\n", weft_error_name(rc), weft_now());
    return unused;
}

int main(void) {
    worker_id = weft_spawn(worker, NULL);
    weft_task first = weft_spawn(joiner, NULL);
    weft_sleep(1);
    weft_cancel(first);
    weft_join(first, NULL);
    void *result;
    int rc = weft_join(worker_id, &result);
    printf("main: %s %d at %g s\n", weft_error_name(rc), (int)WEFT_UNBOX(result), weft_now());
    return 0;
}

// Output:
// joiner: WEFT_ECANCELED at 1 s
// main: WEFT_OK 42 at 2 s
