// A dispatcher: there is one already. Spawn tasks, and let them yield.
#include <stdio.h>
#include <weft.h>

static void *count(void *name) {
    for (int n = 1; n <= 2; n++) {
        printf("%s %d\n", (char *)name, n);
        weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(count, "warp"), weft_spawn(count, "weft")};
    return weft_gather(tasks, 2, NULL) ? 1 : 0;
}

// Output:
// warp 1
// weft 1
// warp 2
// weft 2
