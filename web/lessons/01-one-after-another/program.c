// Three downloads, one after another.
#include <stdio.h>
#include <weft.h>

static void download(const char *name, double seconds) {
    printf("%.0f s  %s begins\n", weft_now(), name);
    weft_sleep(seconds);             // stands for the network
    printf("%.0f s  %s is here\n", weft_now(), name);
}

int main(void) {
    download("large", 3);
    download("small", 1);
    download("medium", 2);
    return 0;
}

// Output:
// 0 s  large begins
// 3 s  large is here
// 3 s  small begins
// 4 s  small is here
// 4 s  medium begins
// 6 s  medium is here
