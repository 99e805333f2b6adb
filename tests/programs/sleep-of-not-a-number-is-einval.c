// weft_sleep of not-a-number is EINVAL, and takes no time.
#include <math.h>
#include <stdio.h>
#include <weft.h>

int main(void) {
    printf("%s\n", weft_error_name(weft_sleep(NAN)));
    printf("%g s\n", weft_now());
    return 0;
}

// Output:
// WEFT_EINVAL
// 0 s
