// await: call the function. It comes back when it is done.
#include <stdio.h>
#include <weft.h>

static void greet(const char *name) {
    weft_sleep(1);
    printf("hello, %s, at %g s\n", name, weft_now());
}

int main(void) {
    greet("warp");
    greet("weft");
    return 0;
}

// Output:
// hello, warp, at 1 s
// hello, weft, at 2 s
