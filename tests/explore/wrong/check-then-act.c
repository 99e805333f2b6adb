/* Wrong: the balance is checked, and the money is paid out after a wait in which it may have gone. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static int balance = 100;

static void *withdraw(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    bool enough = balance >= 80;
    weft_yield();
    if (enough) balance -= 80;
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(withdraw, WEFT_BOX(0)), weft_spawn(withdraw, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(balance >= 0);
    return 0;
}
