// wait(seconds) and signals, as games script them: weft_sleep and an event.
#include <stdio.h>
#include <weft.h>

static weft_event ringing;

static void *guard(void *unused) {
    if (weft_event_wait(&ringing) == 0) printf("guard runs at %g s\n", weft_now());
    return unused;
}

static void *bell(void *unused) {
    weft_sleep(2);
    printf("bell rings\n");
    weft_event_set(&ringing);
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(guard, NULL), weft_spawn(bell, NULL)};
    return weft_gather(tasks, 2, NULL) ? 1 : 0;
}

// Output:
// bell rings
// guard runs at 2 s
