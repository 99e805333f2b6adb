// A task that calls itself too deep.
//
// Every task has a stack of its own, 16 kB unless it asks for
// more. Going past its end would overwrite somebody else's
// memory. Weft stops the program before that, names the task on
// stderr and ends with 70.
//
// To repair it ask for a larger stack: weft_spawn_with and
// .stack_size.
#include <stdio.h>
#include <weft.h>

struct step {
    // the caller's, so each call keeps its own on the stack
    const struct step *from;
    int depth;
    char note[100];
};

static int dig(const struct step *from, int depth) {
    struct step here = {.from = from, .depth = from ? from->depth + 1 : 1};
    snprintf(here.note, sizeof here.note, "%d below the ground", here.depth);
    if (here.depth == depth) {
        printf("reached: %s\n", here.note);
        return here.depth;
    }
    return dig(&here, depth);
}

static void *digger(void *depth) {
    return WEFT_BOX(dig(NULL, (int)WEFT_UNBOX(depth)));
}

int main(void) {
    weft_join(weft_spawn(digger, WEFT_BOX(10)), NULL);
    weft_join(weft_spawn(digger, WEFT_BOX(1000000)), NULL);
    printf("never reached\n");
    return 0;
}

// Output:
// reached: 10 below the ground
// Exit: 70
