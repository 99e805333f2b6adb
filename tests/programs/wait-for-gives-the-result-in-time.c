// weft_wait_for runs a function as a task and gives its result, when it ends in time.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    printf("own task: %d\n", weft_self() != 1);
    weft_sleep(1);
    return arg;
}

int main(void) {
    void *result;
    int rc = weft_wait_for(child, "done", 2, &result);
    printf("%s, %s, at %g s\n", weft_error_name(rc), (const char *)result, weft_now());
    rc = weft_wait_for(child, NULL, 2, NULL);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    rc = weft_sleep(5);                  // no timeout is left over
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// own task: 1
// WEFT_OK, done, at 1 s
// own task: 1
// WEFT_OK at 2 s
// WEFT_OK at 7 s
