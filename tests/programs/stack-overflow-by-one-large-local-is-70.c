// A single local larger than the stack is noticed too, though it steps far beyond the end at once.
#include <stdio.h>
#include <weft.h>

__attribute__((noinline)) static int fill(int seed) {
    volatile char bytes[200000];
    for (int i = 0; i < 200000; i++)
        bytes[i] = (char)(i + seed);
    return bytes[seed];
}

static void *child(void *unused) {
    puts("child fills its local");
    fill(7);
    puts("never");
    return unused;
}

static void *neighbour(void *unused) {
    weft_sleep(100);
    return unused;
}

int main(void) {
    for (int i = 0; i < 20; i++)
        weft_spawn(neighbour, NULL);
    weft_task task = weft_spawn(child, NULL);
    for (int i = 0; i < 20; i++)
        weft_spawn(neighbour, NULL);
    weft_join(task, NULL);
    puts("never");
    return 0;
}

// Output:
// child fills its local
// Exit: 70
