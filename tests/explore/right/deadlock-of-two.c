/* Right: both tasks lock a before b. */
#include <weft.h>

static weft_mutex a, b;

static void *work(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_mutex_lock(&a);
    weft_yield();
    weft_mutex_lock(&b);
    weft_mutex_unlock(&b);
    weft_mutex_unlock(&a);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(work, WEFT_BOX(0)), weft_spawn(work, WEFT_BOX(2))};
    return weft_gather(tasks, 2, NULL);
}
