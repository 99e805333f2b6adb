// On the virtual clock time passes only while every task waits.
#include <stdio.h>
#include <weft.h>

int main(void) {
    double before = weft_now(), after = before;
    for (int i = 0; i < 1000; i++)
        after = weft_now();
    printf("%g %g\n", before, after);
    weft_sleep(3600 * 24 * 365);         // a year, at once
    printf("%.0f\n", weft_now());
    return 0;
}

// Output:
// 0 0
// 31536000
