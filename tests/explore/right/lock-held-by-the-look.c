/* What the look needs is taken out while the lock is held; what follows takes the lock anew. */
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
        int seen = value;
        weft_mutex_unlock(&lock);
        if (seen > 0) {
            weft_yield();
            assert(weft_mutex_lock(&lock) == 0);
            weft_mutex_unlock(&lock);
        }
        weft_yield();
    }
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(look, NULL), weft_spawn(update, NULL)};
    return weft_gather(tasks, 2, NULL);
}
