// Three tasks wait at the same time, on one thread. Task 0 waits
// 5 seconds, task 1 waits 4, task 2 waits 3. While one waits the
// others run, so the whole takes 5 seconds, not 12, and the last
// to start is the first to be done.
#include <stdio.h>
#include <weft.h>

static void *minimum(void *arg) {
    int x = (int)WEFT_UNBOX(arg);
    printf("%d started\n", x);
    weft_sleep(5 - x);           // hands over until its time
    printf("Received: %d\n", x);
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int x = 0; x < 3; x++)  // they run when main waits
        tasks[x] = weft_spawn(minimum, WEFT_BOX(x));

    weft_gather(tasks, 3, NULL); // until all three have ended
    return 0;
}

// Output:
// 0 started
// 1 started
// 2 started
// Received: 2
// Received: 1
// Received: 0
