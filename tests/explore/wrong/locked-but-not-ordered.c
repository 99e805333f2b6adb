/* Wrong: the lock keeps the two apart, and says nothing of who comes first (after the example with which
   Shuttle introduces itself). */
#include <assert.h>
#include <weft.h>

static weft_mutex lock;
static int number;

static void *add(void *unused) {
    (void)unused;
    weft_yield();
    weft_mutex_lock(&lock);
    number++;
    weft_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(add, NULL);
    weft_yield();
    weft_mutex_lock(&lock);
    assert(number == 0);
    weft_mutex_unlock(&lock);
    return weft_join(task, NULL);
}
