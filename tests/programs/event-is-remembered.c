// An event stays set until it is cleared: who comes later does not wait; after clear everybody waits again.
#include <stdio.h>
#include <weft.h>

static weft_event event;

static void *setter(void *unused) {
    weft_sleep(1);
    weft_event_set(&event);
    weft_sleep(1);
    weft_event_set(&event);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(setter, NULL);
    printf("set: %d\n", weft_event_is_set(&event));
    int rc = weft_event_wait(&event);
    printf("%s at %g s, set: %d\n", weft_error_name(rc), weft_now(), weft_event_is_set(&event));
    rc = weft_event_wait(&event);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    weft_event_clear(&event);
    printf("set: %d\n", weft_event_is_set(&event));
    rc = weft_event_wait(&event);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    weft_join(task, NULL);
    return 0;
}

// Output:
// set: 0
// WEFT_OK at 1 s, set: 1
// WEFT_OK at 1 s
// set: 0
// WEFT_OK at 2 s
