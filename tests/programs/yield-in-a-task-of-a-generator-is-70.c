// A task that a generator's body spawned is not in that body: a yield there is misuse.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    puts("child yields a value");
    weft_gen_yield("value", NULL);
    puts("never");
    return unused;
}

static void *body(void *unused) {
    weft_join(weft_spawn(child, NULL), NULL);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    weft_gen_next(gen, NULL);
    puts("never");
    return 0;
}

// Output:
// child yields a value
// Exit: 70
