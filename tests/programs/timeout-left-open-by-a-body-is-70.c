// A timeout that is open at the end of a generator's body is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 5);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    puts("asks");
    weft_gen_next(gen, NULL);
    puts("never");
    return 0;
}

// Output:
// asks
// Exit: 70
