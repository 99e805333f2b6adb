// With no other task weft_yield comes back, at the same time.
#include <stdio.h>
#include <weft.h>

int main(void) {
    int rc = 0;
    for (int i = 0; i < 1000 && rc == 0; i++)
        rc = weft_yield();
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

// Output:
// WEFT_OK at 0 s
