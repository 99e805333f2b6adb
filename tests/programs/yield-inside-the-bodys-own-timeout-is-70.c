// A body that yields while a timeout or a shield of its own is open would leave it to
// its consumer: that is misuse.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    weft_sleep(0.5);
    weft_timeout_end(&timeout);
    weft_gen_yield("closed: fine", NULL);
    weft_timeout_begin(&timeout, 1);
    weft_gen_yield("never", NULL);
    return unused;
}

int main(void) {
    void *out;
    weft_gen *gen = weft_gen_new(body, NULL);
    weft_gen_next(gen, &out);
    puts(out);
    weft_gen_next(gen, &out);
    puts("never");
    return 0;
}

// Output:
// closed: fine
// Exit: 70
