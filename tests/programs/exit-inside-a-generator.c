// exit in a generator's body ends the program too.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void *body(void *unused) {
    weft_gen_yield("one", NULL);
    exit(5);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    while (weft_gen_next(gen, &out) == 0)
        puts(out);
    puts("never");
    return 0;
}

// Output:
// one
// Exit: 5
