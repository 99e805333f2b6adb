// Generators that consume generators: a tree walk with a generator for each node, and
// Hanoi's towers the same way.
#include <stdio.h>
#include <weft.h>

struct move {
    int disks;
    char from, to, spare;
};

static int delegate(void *(*body)(void *), void *arg) {
    weft_gen *gen = weft_gen_new(body, arg);
    void *out;
    int rc = 0;
    while (rc == 0 && weft_gen_next(gen, &out) == 0)
        rc = weft_gen_yield(out, NULL);
    weft_gen_free(gen);
    return rc;
}

static void *hanoi(void *arg) {
    struct move *m = arg;
    if (m->disks == 0)
        return NULL;
    struct move before = {m->disks - 1, m->from, m->spare, m->to};
    struct move after = {m->disks - 1, m->spare, m->to, m->from};
    if (delegate(hanoi, &before) == 0 && weft_gen_yield(m, NULL) == 0)
        delegate(hanoi, &after);
    return NULL;
}

int main(void) {
    struct move all = {3, 'a', 'c', 'b'};
    weft_gen *gen = weft_gen_new(hanoi, &all);
    void *out;
    while (weft_gen_next(gen, &out) == 0) {
        struct move *m = out;
        printf("disk %d from %c to %c\n", m->disks, m->from, m->to);
    }
    weft_gen_free(gen);

    all.disks = 10;
    gen = weft_gen_new(hanoi, &all);
    int moves = 0;
    while (moves < 500 && weft_gen_next(gen, &out) == 0)
        moves++;
    weft_gen_free(gen);                  // in the middle, ten generators deep
    printf("stopped after %d moves\n", moves);
    return 0;
}

// Output:
// disk 1 from a to c
// disk 2 from a to b
// disk 1 from c to b
// disk 3 from a to c
// disk 1 from b to a
// disk 2 from b to c
// disk 1 from a to c
// stopped after 500 moves
