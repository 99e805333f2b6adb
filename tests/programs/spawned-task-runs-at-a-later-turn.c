// A spawned task first runs at a later turn, never inside weft_spawn.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    puts("child runs");
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    puts("main has spawned");
    weft_join(task, NULL);
    puts("main has joined");
    return 0;
}

// Output:
// main has spawned
// child runs
// main has joined
