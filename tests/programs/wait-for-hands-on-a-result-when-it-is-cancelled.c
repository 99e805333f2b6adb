// A weft_wait_for that is cancelled, or whose outer timeout expires, returns that error; the result of its
// task is given all the same, and can be freed.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static weft_event ready;

static void *acquire(void *unused) {
    (void)unused;
    weft_event_wait(&ready);
    return malloc(16);
}

static void *use(void *unused) {
    void *resource;
    int error = weft_wait_for(acquire, NULL, 60, &resource);
    printf("%s, %s\n", weft_error_name(error), resource ? "with a result" : "without");
    free(resource);
    return unused;
}

static void *use_in_time(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    use(NULL);
    weft_timeout_end(&timeout);
    return unused;
}

int main(void) {
    weft_task user = weft_spawn(use, NULL);
    weft_sleep(1);
    weft_event_set(&ready);
    weft_cancel(user);
    weft_join(user, NULL);

    weft_event_clear(&ready);
    user = weft_spawn(use_in_time, NULL);
    weft_sleep(1);
    weft_join(user, NULL);
    return 0;
}

// Output:
// WEFT_ECANCELED, with a result
// WEFT_ETIMEDOUT, with a result
