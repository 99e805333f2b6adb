/* Wrong: the count of references is read, and written after a wait. Of two that let go neither may be the
   last (after the reference count that Loom shows). */
#include <assert.h>
#include <weft.h>

static int references = 2, freed;

static void let_go(void) {
    int left = references - 1;
    weft_yield();
    references = left;
    if (left == 0) freed++;
}

static void *use(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    let_go();
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(use, WEFT_BOX(0)), weft_spawn(use, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(freed == 1);
    return 0;
}
