// Each task's locals are its own: they are as they were after any number of waits, and others may use
// their address meanwhile.
#include <stdio.h>
#include <weft.h>

static int wrong;

static void *child(void *arg) {
    int *turns = arg;                    // a local of main
    int mine[50];
    for (int i = 0; i < 50; i++)
        mine[i] = *turns * 1000 + i;
    int base = mine[0];
    for (int round = 0; round < 20; round++) {
        if (round % 2)
            weft_yield();
        else
            weft_sleep(0.01);
        for (int i = 0; i < 50; i++)
            wrong += mine[i] != base + i;
        ++*turns;
    }
    return NULL;
}

int main(void) {
    int turns[10];
    weft_task tasks[10];
    for (int i = 0; i < 10; i++) {
        turns[i] = i;
        tasks[i] = weft_spawn(child, &turns[i]);
    }
    weft_gather(tasks, 10, NULL);
    int sum = 0;
    for (int i = 0; i < 10; i++)
        sum += turns[i];
    printf("%d wrong, %d turns\n", wrong, sum - 45);
    return 0;
}

// Output:
// 0 wrong, 200 turns
