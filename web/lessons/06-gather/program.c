// The tutorial's second program: three tasks wait at once.
#include <stdio.h>
#include <weft.h>

static void *minimum(void *arg) {
    int x = (int)WEFT_UNBOX(arg);    // a number in a pointer
    printf("%d started\n", x);
    weft_sleep(5 - x);               // the others run meanwhile
    printf("Received: %d\n", x);
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int x = 0; x < 3; x++)
        tasks[x] = weft_spawn(minimum, WEFT_BOX(x));
    return weft_gather(tasks, 3, NULL);
}

// Output:
// 0 started
// 1 started
// 2 started
// Received: 2
// Received: 1
// Received: 0
