/* Right: the count falls in one turn, and whoever sees 0 is the last. */
#include <assert.h>
#include <weft.h>

static int references = 2, freed;

static void *use(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    if (--references == 0) freed++;
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(use, WEFT_BOX(0)), weft_spawn(use, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(freed == 1);
    return 0;
}
