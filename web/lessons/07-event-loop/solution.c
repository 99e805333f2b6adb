// A lets B have two turns for each of its own.
#include <stdio.h>
#include <weft.h>

static void *talk(void *arg) {
    const char *name = arg;
    int lines = *name == 'B' ? 6 : 3;
    for (int i = 1; i <= lines; i++) {
        printf("%s %d\n", name, i);
        weft_yield();
        if (*name == 'A')
            weft_yield();
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
// B 2
// A 2
// B 3
// B 4
// A 3
// B 5
// B 6
