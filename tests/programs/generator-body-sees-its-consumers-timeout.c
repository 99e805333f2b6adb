// The waits of a body are its consumer's: they time out and are cancelled with it, and the body can go on.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    for (;;) {
        int rc = weft_sleep(2);
        printf("body: %s at %g s\n", weft_error_name(rc), weft_now());
        if (weft_gen_yield(WEFT_BOX(rc), NULL) < 0)
            return unused;
    }
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    for (int seconds = 1; seconds <= 3; seconds += 2) {
        weft_timeout timeout;
        weft_timeout_begin(&timeout, seconds);
        int rc = weft_gen_next(gen, &out);
        bool expired = weft_timeout_end(&timeout);
        printf("%s %s, expired %d\n", weft_error_name(rc), weft_error_name((int)WEFT_UNBOX(out)), expired);
    }
    weft_gen_free(gen);
    return 0;
}

// Output:
// body: WEFT_ETIMEDOUT at 1 s
// WEFT_OK WEFT_ETIMEDOUT, expired 1
// body: WEFT_OK at 3 s
// WEFT_OK WEFT_OK, expired 0
