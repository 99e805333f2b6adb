// Ready tasks run first in, first out: five that yield take turns in the order of their spawning.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static char order[64];

static void *child(void *name) {
    for (int round = 0; round < 3; round++) {
        strcat(order, name);
        weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(child, "a"), weft_spawn(child, "b"), weft_spawn(child, "c"),
                         weft_spawn(child, "d"), weft_spawn(child, "e")};
    weft_gather(tasks, 5, NULL);
    puts(order);
    return 0;
}

// Output:
// abcdeabcdeabcde
