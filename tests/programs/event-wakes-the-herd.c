// Setting an event wakes every task that waits, in the order in which they came,
// even if it is cleared in the same turn.
#include <stdio.h>
#include <weft.h>

enum { COUNT = 1000 };

static weft_event event;
static int woken, disorder;

static void *child(void *arg) {
    int rc = weft_event_wait(&event);
    disorder += rc != 0 || woken != (int)WEFT_UNBOX(arg);
    woken++;
    return NULL;
}

int main(void) {
    static weft_task tasks[COUNT];
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn(child, WEFT_BOX(i));
    weft_yield();
    printf("%d woken\n", woken);
    weft_event_set(&event);
    weft_event_clear(&event);
    weft_gather(tasks, COUNT, NULL);
    printf("%d woken, %d out of order\n", woken, disorder);
    return 0;
}

// Output:
// 0 woken
// 1000 woken, 0 out of order
