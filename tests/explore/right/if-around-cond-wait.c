/* Right: after the wait the condition is looked at again. */
#include <assert.h>
#include <weft.h>

static weft_mutex lock;
static weft_cond filled;
static int items;

static void *consume(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_mutex_lock(&lock);
    while (items == 0) weft_cond_wait(&filled, &lock);
    items--;
    assert(items >= 0);
    weft_mutex_unlock(&lock);
    return NULL;
}

static void *produce(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) {
        weft_mutex_lock(&lock);
        weft_yield();
        items++;
        weft_cond_signal(&filled);
        weft_mutex_unlock(&lock);
        weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(consume, WEFT_BOX(0)), weft_spawn(produce, NULL),
                         weft_spawn(consume, WEFT_BOX(4))};
    return weft_gather(tasks, 3, NULL);
}
