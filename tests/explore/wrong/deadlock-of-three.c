/* Wrong: three tasks lock three mutexes in a ring, each its own and then its neighbour's. No two of them
   can block each other. */
#include <weft.h>

static weft_mutex mutexes[3];

static void *work(void *number) {
    int own = (int)WEFT_UNBOX(number);
    for (int i = 0; i < own; i++) weft_yield();
    weft_mutex_lock(&mutexes[own]);
    weft_yield();
    weft_mutex_lock(&mutexes[(own + 1) % 3]);
    weft_mutex_unlock(&mutexes[(own + 1) % 3]);
    weft_mutex_unlock(&mutexes[own]);
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(work, WEFT_BOX(i));
    return weft_gather(tasks, 3, NULL);
}
