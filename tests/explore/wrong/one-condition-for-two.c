/* Wrong: producers and consumers wait for the same condition, and one of them is woken at a time. A
   producer that wakes a producer leaves everybody waiting (after the bounded buffer that Shuttle and Coyote
   show). */
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static int items;

static void *produce(void *count) {
    for (int i = 0; i < (int)WEFT_UNBOX(count); i++) {
        weft_mutex_lock(&lock);
        while (items == 1) weft_cond_wait(&changed, &lock);
        items = 1;
        weft_cond_signal(&changed);
        weft_mutex_unlock(&lock);
    }
    return NULL;
}

static void *consume(void *count) {
    for (int i = 0; i < (int)WEFT_UNBOX(count); i++) {
        weft_mutex_lock(&lock);
        while (items == 0) weft_cond_wait(&changed, &lock);
        items = 0;
        weft_cond_signal(&changed);
        weft_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(produce, WEFT_BOX(2)), weft_spawn(consume, WEFT_BOX(1)),
                         weft_spawn(consume, WEFT_BOX(1))};
    return weft_gather(tasks, 3, NULL);
}
