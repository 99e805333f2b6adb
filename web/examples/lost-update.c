// An update that is lost, but not in the order in which the
// tasks have their turns here.
//
// Run it, and all is well. Press Explore: there is an order in
// which the second deposit begins while the first one waits.
// Then both have read the same balance, and what one adds is
// gone.
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static int balance;

static void *deposit(void *amount) {
    int before = balance;
    weft_yield();   // whoever is ready may have their turn here
    balance = before + (int)WEFT_UNBOX(amount);
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
