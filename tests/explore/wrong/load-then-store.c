/* Wrong: three tasks load a counter and store what is one more, each with its turns in between (after the
   counter with which Loom introduces itself). */
#include <assert.h>
#include <weft.h>

static int counter;

static void *increment(void *start) {
    for (int i = 0; i < 2 * (int)WEFT_UNBOX(start); i++) weft_yield();
    int loaded = counter;
    weft_yield();
    counter = loaded + 1;
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(increment, WEFT_BOX(i));
    weft_gather(tasks, 3, NULL);
    assert(counter == 3);
    return 0;
}
