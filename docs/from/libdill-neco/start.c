// neco_start and neco_join: weft_spawn and weft_join, from a plain main.
#include <stdio.h>
#include <weft.h>

static void *greet(void *name) {
    weft_sleep(0.5);
    printf("hello, %s\n", (char *)name);
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(greet, "warp");
    if (task < 0) return 1;
    printf("started\n");
    return weft_join(task, NULL) ? 1 : 0;
}

// Output:
// started
// hello, warp
