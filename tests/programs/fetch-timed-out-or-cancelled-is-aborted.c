// A fetch that times out or is cancelled returns at once, leaves the response all zero, and
// holds nobody up afterwards.
#include <stdio.h>
#include <weft.h>

static void get(void) {
    weft_response response = {.status = 1};
    int rc = weft_fetch("/delay/10", NULL, &response);
    printf("%s at %g s, all zero: %d\n", weft_error_name(rc), weft_now(),
           response.status == 0 && response.body == NULL && response.length == 0 &&
               response.content_type == NULL);
    weft_response_free(&response);       // of nothing: no harm
}

static void *child(void *unused) {
    get();
    return unused;
}

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    get();
    weft_timeout_end(&timeout);

    weft_task task = weft_spawn(child, NULL);
    weft_sleep(1);
    weft_cancel(task);
    weft_join(task, NULL);
    weft_sleep(20);                      // past the moment of the answers that nobody wants
    printf("%g s\n", weft_now());
    return 0;
}

// Output:
// WEFT_ETIMEDOUT at 1 s, all zero: 1
// WEFT_ECANCELED at 2 s, all zero: 1
// 22 s
