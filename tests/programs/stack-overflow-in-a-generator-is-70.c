// A generator's body has a stack of its own; running out of it ends the run with 70.
#include <stdio.h>
#include <weft.h>

struct link {
    const struct link *up;
    volatile char bytes[200];
};

static int descend(const struct link *up, int depth) {
    struct link here = {.up = up};
    here.bytes[depth % 200] = 1;
    if (depth == 1000000)
        return 0;
    return descend(&here, depth + 1) + here.bytes[0];
}

static void *body(void *unused) {
    weft_gen_yield("descends", NULL);
    descend(NULL, 0);
    puts("never");
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    weft_gen_next(gen, &out);
    puts(out);
    weft_gen_next(gen, &out);
    puts("never");
    return 0;
}

// Output:
// descends
// Exit: 70
