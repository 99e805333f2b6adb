/* Right: a lock is held from the check to what follows from it. */
#include <assert.h>
#include <weft.h>

static weft_mutex lock;
static int balance = 100;

static void *withdraw(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_mutex_lock(&lock);
    if (balance >= 80) {
        weft_yield();
        balance -= 80;
    }
    weft_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(withdraw, WEFT_BOX(0)), weft_spawn(withdraw, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(balance == 20);
    return 0;
}
