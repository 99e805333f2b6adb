// msleep(deadline): weft_sleep takes a length, so subtract what the time is.
#include <stdio.h>
#include <weft.h>

static void *tick(void *unused) {
    double next = weft_now();
    for (int n = 1; n <= 3; n++) {
        next += 1;
        if (weft_sleep(next - weft_now())) break;
        printf("tick %d at %g s\n", n, weft_now());
    }
    return unused;
}

int main(void) {
    weft_task ticker = weft_spawn(tick, NULL);
    weft_sleep(3.5);
    return weft_join(ticker, NULL) ? 1 : 0;
}

// Output:
// tick 1 at 1 s
// tick 2 at 2 s
// tick 3 at 3 s
