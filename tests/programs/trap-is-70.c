// An instruction that must not be reached ends the run with 70, in a task as in main.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_yield();
    puts("child traps");
    __builtin_trap();
    return unused;
}

int main(void) {
    weft_join(weft_spawn(child, NULL), NULL);
    puts("never");
    return 0;
}

// Output:
// child traps
// Exit: 70
