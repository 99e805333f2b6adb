// Waiting for a frame can time out and be cancelled like any other wait.
#include <stdio.h>
#include <weft.h>

static void *painter(void *unused) {
    int frames = 0;
    while (weft_next_frame(NULL) == 0)
        frames++;
    printf("%d frames until cancelled\n", frames);
    return unused;
}

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.01);
    int rc = weft_next_frame(NULL);
    weft_timeout_end(&timeout);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());

    weft_task task = weft_spawn(painter, NULL);
    weft_sleep(0.495);                   // until 0.505: past the thirtieth frame, before the next
    weft_cancel(task);
    weft_join(task, NULL);
    return 0;
}

// Output:
// WEFT_ETIMEDOUT at 0.01 s
// 30 frames until cancelled
