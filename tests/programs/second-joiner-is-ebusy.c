// While one task joins, another that tries is told EBUSY; the first gets the result.
#include <stdio.h>
#include <weft.h>

static weft_task worker_id;

static void *worker(void *unused) {
    (void)unused;
    weft_sleep(1);
    return WEFT_BOX(42);
}

static void *joiner(void *unused) {
    void *result = NULL;
    int rc = weft_join(worker_id, &result);
    printf("joiner: %s %d at %g s\n", weft_error_name(rc), (int)WEFT_UNBOX(result), weft_now());
    return unused;
}

int main(void) {
    worker_id = weft_spawn(worker, NULL);
    weft_task first = weft_spawn(joiner, NULL);
    weft_yield();
    printf("main: %s\n", weft_error_name(weft_join(worker_id, NULL)));
    printf("detach: %s\n", weft_error_name(weft_detach(worker_id)));
    weft_join(first, NULL);
    return 0;
}

// Output:
// main: WEFT_EBUSY
// detach: WEFT_EBUSY
// joiner: WEFT_OK 42 at 1 s
