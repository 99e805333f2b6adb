/* Right: all who wait are woken, and each looks whether it may go on. */
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static int items;

static void *produce(void *count) {
    for (int i = 0; i < (int)WEFT_UNBOX(count); i++) {
        weft_mutex_lock(&lock);
        while (items == 1) weft_cond_wait(&changed, &lock);
        items = 1;
        weft_cond_broadcast(&changed);
        weft_mutex_unlock(&lock);
    }
    return NULL;
}

static void *consume(void *count) {
    for (int i = 0; i < (int)WEFT_UNBOX(count); i++) {
        weft_mutex_lock(&lock);
        while (items == 0) weft_cond_wait(&changed, &lock);
        items = 0;
        weft_cond_broadcast(&changed);
        weft_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(produce, WEFT_BOX(2)), weft_spawn(consume, WEFT_BOX(1)),
                         weft_spawn(consume, WEFT_BOX(1))};
    return weft_gather(tasks, 3, NULL);
}
