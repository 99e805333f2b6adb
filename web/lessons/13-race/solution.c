// First the wait; then total is read and written in one turn.
#include <stdio.h>
#include <weft.h>

static int total;

static void *pay(void *unused) {
    weft_yield();                    // the card is being checked
    total = total + 1;
    return unused;
}

int main(void) {
    weft_task customers[3];
    for (int i = 0; i < 3; i++)
        customers[i] = weft_spawn(pay, NULL);
    weft_gather(customers, 3, NULL);
    printf("total: %d\n", total);
    return 0;
}

// Output:
// total: 3
