// weft_wait_for without a function, or for a time that is no number, is EINVAL and starts nothing.
#include <math.h>
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    void *result = &result;
    printf("%s\n", weft_error_name(weft_wait_for(child, NULL, NAN, &result)));
    printf("%s\n", weft_error_name(weft_wait_for(NULL, NULL, 1, &result)));
    weft_yield();
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_EINVAL
