// weft_join waits for the task and gives what it returned, early or late; NULL: not wanted.
#include <stdio.h>
#include <weft.h>

static void *square(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    weft_sleep(n);
    return WEFT_BOX(n * n);
}

int main(void) {
    weft_task slow = weft_spawn(square, WEFT_BOX(3)), fast = weft_spawn(square, WEFT_BOX(1));
    void *result;
    int rc = weft_join(slow, &result);
    printf("slow: %s %d at %g s\n", weft_error_name(rc), (int)WEFT_UNBOX(result), weft_now());
    rc = weft_join(fast, &result);       // has ended long ago
    printf("fast: %s %d at %g s\n", weft_error_name(rc), (int)WEFT_UNBOX(result), weft_now());
    rc = weft_join(weft_spawn(square, WEFT_BOX(2)), NULL);
    printf("unwanted: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// slow: WEFT_OK 9 at 3 s
// fast: WEFT_OK 1 at 3 s
// unwanted: WEFT_OK at 5 s
