// setInterval and clearInterval: a task with a loop, and its cancellation.
#include <stdio.h>
#include <weft.h>

static void *tick(void *unused) {
    for (int count = 1; weft_sleep(1) == 0; count++) printf("tick %d\n", count);
    return unused;
}

int main(void) {
    weft_task ticker = weft_spawn(tick, NULL);
    weft_sleep(3.5);
    weft_cancel(ticker);
    weft_join(ticker, NULL);
    return 0;
}

// Output:
// tick 1
// tick 2
// tick 3
