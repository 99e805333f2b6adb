// What atexit registered runs when main returns, the last first, once; also when a task registered it.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void first(void) {
    puts("registered first");
}

static void second(void) {
    puts("registered second");
}

static void *child(void *unused) {
    atexit(second);
    return unused;
}

int main(void) {
    atexit(first);
    weft_join(weft_spawn(child, NULL), NULL);
    puts("main returns");
    return 0;
}

// Output:
// main returns
// registered second
// registered first
