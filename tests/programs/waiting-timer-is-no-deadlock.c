// As long as one task sleeps, the others' waiting is no deadlock: it may still wake them.
#include <stdio.h>
#include <weft.h>

static weft_event event;

static void *late(void *unused) {
    weft_sleep(1000000);
    weft_event_set(&event);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(late, NULL);
    int rc = weft_event_wait(&event);
    printf("%s at %.0f s\n", weft_error_name(rc), weft_now());
    weft_join(task, NULL);
    return 0;
}

// Output:
// WEFT_OK at 1000000 s
