// One thread, no interruptions, and still money is lost.
#include <stdio.h>
#include <weft.h>

static int total;

static void *pay(void *unused) {
    int before = total;
    weft_yield();                    // the card is being checked
    total = before + 1;
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
// total: 1
