// A task that runs out of stack ends the run with 70, wherever it stands and however small its stack.
#include <stdio.h>
#include <weft.h>

struct link {
    const struct link *up;
    volatile char bytes[200];
};

static int descend(const struct link *up, int depth) {
    struct link here = {.up = up};
    here.bytes[depth % 200] = 1;
    if (depth == 1000000)
        return 0;
    return descend(&here, depth + 1) + here.bytes[0];
}

static void *deep(void *unused) {
    weft_sleep(1);
    puts("descends");
    descend(NULL, 0);
    puts("never");
    return unused;
}

static void *neighbour(void *unused) {
    weft_sleep(100);
    return unused;
}

int main(void) {
    weft_spawn_options small = {.stack_size = 16 * 1024};
    weft_spawn(neighbour, NULL);
    weft_task task = weft_spawn_with(deep, NULL, &small);
    weft_spawn(neighbour, NULL);
    weft_join(task, NULL);
    puts("never");
    return 0;
}

// Output:
// descends
// Exit: 70
