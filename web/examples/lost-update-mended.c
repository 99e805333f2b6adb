// The update that cannot be lost: a lock is held from the read
// to the write.
//
// Explore says "complete": of this size there is no order in
// which it goes wrong. (Without the wait in between no lock
// would be needed: a turn is not interrupted.)
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static weft_mutex lock;
static int balance;

static void *deposit(void *amount) {
    weft_mutex_lock(&lock);
    int before = balance;
    weft_yield();
    balance = before + (int)WEFT_UNBOX(amount);
    weft_mutex_unlock(&lock);
    return NULL;
}

static void *deposit_later(void *amount) {
    weft_yield();
    weft_yield();
    return deposit(amount);
}

int main(void) {
    weft_task tasks[] = {weft_spawn(deposit, WEFT_BOX(10)), weft_spawn(deposit_later, WEFT_BOX(20))};
    weft_gather(tasks, 2, NULL);
    printf("balance: %d\n", balance);
    assert(balance == 30);
    return 0;
}

// Output:
// balance: 30
