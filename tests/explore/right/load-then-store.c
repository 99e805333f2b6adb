/* Right: the counter is added to in one turn, as an atomic addition does. */
#include <assert.h>
#include <weft.h>

static int counter;

static void *increment(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    counter++;
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(increment, WEFT_BOX(i));
    weft_gather(tasks, 3, NULL);
    assert(counter == 3);
    return 0;
}
