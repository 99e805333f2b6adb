/* Wrong: what was read before a wait is written back after it. The second task begins later, so that
   nothing is lost as long as each task has its turn in order. */
#include <assert.h>
#include <weft.h>

static int total;

static void *add(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    int before = total;
    weft_yield();
    total = before + 1;
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(add, WEFT_BOX(0)), weft_spawn(add, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(total == 2);
    return 0;
}
