/* Right: nobody reads before the first reader has locked the writer out. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static weft_sem writing;
static weft_mutex entering;
static int readers;
static bool halfway;

static void *read_it(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_mutex_lock(&entering);
    if (++readers == 1) weft_sem_acquire(&writing);
    weft_mutex_unlock(&entering);
    weft_yield();
    assert(!halfway);
    if (--readers == 0) weft_sem_release(&writing);
    return NULL;
}

static void *write_it(void *unused) {
    (void)unused;
    weft_sem_acquire(&writing);
    halfway = true;
    weft_yield();
    halfway = false;
    weft_sem_release(&writing);
    return NULL;
}

int main(void) {
    weft_sem_init(&writing, 1);
    weft_task tasks[] = {weft_spawn(write_it, NULL), weft_spawn(read_it, WEFT_BOX(0)),
                         weft_spawn(read_it, WEFT_BOX(2))};
    return weft_gather(tasks, 3, NULL);
}
