/* Wrong: the lock under which the value is looked at is still held where what follows takes it again. That
   comes about only if the other task has written before (after the match on a guarded value that Shuttle
   shows). */
#include <assert.h>
#include <weft.h>

static weft_mutex lock;
static int value;

static void *update(void *unused) {
    for (int i = 0; i < 3; i++) weft_yield();
    weft_mutex_lock(&lock);
    value++;
    weft_mutex_unlock(&lock);
    return unused;
}

static void *look(void *unused) {
    for (int i = 0; i < 2; i++) {
        weft_mutex_lock(&lock);
        if (value > 0) {
            weft_yield();
            assert(weft_mutex_lock(&lock) == 0);
            weft_mutex_unlock(&lock);
        }
        weft_mutex_unlock(&lock);
        weft_yield();
    }
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(look, NULL), weft_spawn(update, NULL)};
    return weft_gather(tasks, 2, NULL);
}
