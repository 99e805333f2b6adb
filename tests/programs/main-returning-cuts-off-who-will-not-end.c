// Tasks that ignore the cancellation, or want more than a second for their clean-up, are cut off:
// the program ends all the same.
#include <stdio.h>
#include <weft.h>

static void *ignores(void *unused) {
    for (;;)
        weft_sleep(0.5);                 // its return value would say WEFT_ECANCELED
    return unused;
}

static void *slow(void *unused) {
    weft_sleep(100);
    puts("slow begins its clean-up");
    weft_shield_begin();
    weft_sleep(60);
    weft_shield_end();
    puts("never");
    return unused;
}

static void *waits_for_ever(void *unused) {
    weft_event never = {0};
    weft_shield_begin();
    weft_event_wait(&never);
    weft_shield_end();
    puts("never");
    return unused;
}

int main(void) {
    weft_spawn(ignores, NULL);
    weft_spawn(slow, NULL);
    weft_spawn(waits_for_ever, NULL);
    weft_sleep(1);
    puts("main returns");
    return 0;
}

// Output:
// main returns
// slow begins its clean-up
