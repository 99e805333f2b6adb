/* Right: the condition is looked at under the lock, in a loop, and everybody who waits is told (after Loom's
   tests of its condition variable). */
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static int number;

static void *wait_for_one(void *unused) {
    (void)unused;
    weft_mutex_lock(&lock);
    while (number != 1) weft_cond_wait(&changed, &lock);
    weft_mutex_unlock(&lock);
    return NULL;
}

static void *set(void *unused) {
    (void)unused;
    weft_yield();
    weft_mutex_lock(&lock);
    number = 1;
    weft_mutex_unlock(&lock);
    weft_yield();
    weft_cond_broadcast(&changed);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(wait_for_one, NULL), weft_spawn(wait_for_one, NULL),
                         weft_spawn(set, NULL)};
    return weft_gather(tasks, 3, NULL);
}
