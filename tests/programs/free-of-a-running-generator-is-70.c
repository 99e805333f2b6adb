// A body that frees its own generator is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

static weft_gen *gen;

static void *body(void *unused) {
    puts("body frees its generator");
    weft_gen_free(gen);
    puts("never");
    return unused;
}

int main(void) {
    gen = weft_gen_new(body, NULL);
    weft_gen_next(gen, NULL);
    puts("never");
    return 0;
}

// Output:
// body frees its generator
// Exit: 70
