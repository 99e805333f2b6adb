// Each task waits for a time of its own; the longest is 5 s.
#include <stdio.h>
#include <weft.h>

static const int seconds[] = {4, 3, 5};

static void *minimum(void *arg) {
    int x = (int)WEFT_UNBOX(arg);
    printf("%d started\n", x);
    weft_sleep(seconds[x]);
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
// Received: 1
// Received: 0
// Received: 2
