// Two tasks take turns on one thread.
#include <stdio.h>
#include <weft.h>

static void *talk(void *arg) {
    const char *name = arg;
    for (int i = 1; i <= 3; i++) {
        printf("%s %d\n", name, i);
        weft_yield();                // to the end of the queue
    }
    return NULL;
}

int main(void) {
    weft_task tasks[2];
    tasks[0] = weft_spawn(talk, "A");
    tasks[1] = weft_spawn(talk, "B");
    return weft_gather(tasks, 2, NULL);
}

// Output:
// A 1
// B 1
// A 2
// B 2
// A 3
// B 3
