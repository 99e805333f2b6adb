/* After some decades a double cannot tell each nanosecond any more. Timers are due all the same, whether the
   clock moves because nobody is ready or because somebody only yields. */
#include <stdio.h>
#include <weft.h>

static bool woken;

static void *wake(void *unused) {
    (void)unused;
    weft_sleep(0.0000007);
    woken = true;
    return NULL;
}

int main(void) {
    weft_sleep(1e9);
    for (int i = 1; i <= 20; i++) weft_sleep(i / 1000.0);
    printf("%.3f\n", weft_now());
    weft_task waker = weft_spawn(wake, NULL);
    while (!woken) weft_yield();
    weft_join(waker, NULL);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1e9 + 0.001);
    weft_event never = {0};
    printf("%s\n", weft_error_name(weft_event_wait(&never)));
    weft_timeout_end(&timeout);
    printf("%.3f\n", weft_now());
    return 0;
}

// Output:
// 1000000000.210
// WEFT_ETIMEDOUT
// 2000000000.211
