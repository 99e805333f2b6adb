// By fifo each task reads what the one before has written; there are orders in which an update is lost.
#include <stdio.h>
#include <weft.h>

static int total;

static void *add(void *turns) {
    for (size_t i = 0; i < (size_t)WEFT_UNBOX(turns); i++) weft_yield();
    int seen = total;
    weft_yield();
    total = seen + 1;
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(add, WEFT_BOX(0)), weft_spawn(add, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    printf("%d\n", total);
    return total != 2;
}
// Output:
// 2
