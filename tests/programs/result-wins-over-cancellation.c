// A cancelled task that returns something all the same is joined with 0, and its result.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    (void)unused;
    int rc = weft_sleep(10);
    printf("child: %s\n", weft_error_name(rc));
    return "partial result";
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_yield();
    weft_cancel(task);
    void *result;
    int rc = weft_join(task, &result);
    printf("join: %s, %s\n", weft_error_name(rc), (const char *)result);
    return 0;
}

// Output:
// child: WEFT_ECANCELED
// join: WEFT_OK, partial result
