// Another order, and the same six seconds.
#include <stdio.h>
#include <weft.h>

static void download(const char *name, double seconds) {
    printf("%.0f s  %s begins\n", weft_now(), name);
    weft_sleep(seconds);             // stands for the network
    printf("%.0f s  %s is here\n", weft_now(), name);
}

int main(void) {
    download("small", 1);
    download("medium", 2);
    download("large", 3);
    return 0;
}

// Output:
// 0 s  small begins
// 1 s  small is here
// 1 s  medium begins
// 3 s  medium is here
// 3 s  large begins
// 6 s  large is here
