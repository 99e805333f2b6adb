/* Right: what was read before the wait is compared before it is replaced, and if it has changed the task
   tries again (after the counter that Loom tests itself with). */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static int counter;

static bool replace(int expected, int wanted) {
    if (counter != expected) return false;
    counter = wanted;
    return true;
}

static void *increment(void *unused) {
    (void)unused;
    for (;;) {
        int seen = counter;
        weft_yield();
        if (replace(seen, seen + 1)) return NULL;
    }
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(increment, NULL);
    weft_gather(tasks, 3, NULL);
    assert(counter == 3);
    return 0;
}
