/* Right: as many permits as there are connections. */
#include <assert.h>
#include <weft.h>

static weft_sem permits;
static int used;

static void *work(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_sem_acquire(&permits);
    used++;
    assert(used <= 2);
    weft_yield();
    used--;
    weft_sem_release(&permits);
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    weft_sem_init(&permits, 2);
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(work, WEFT_BOX(i));
    return weft_gather(tasks, 3, NULL);
}
