// Ids count on and are never given twice, though tasks come and go.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    return unused;
}

int main(void) {
    weft_task last = weft_self();
    int grown = 0;
    for (int i = 0; i < 1000; i++) {
        weft_task task = weft_spawn(child, NULL);
        grown += task > last;
        last = task;
        weft_join(task, NULL);
    }
    printf("main is %d; %d of 1000 ids were new\n", (int)weft_self(), grown);
    return 0;
}

// Output:
// main is 1; 1000 of 1000 ids were new
