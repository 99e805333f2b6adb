// A generator's body that waits for ever keeps its consumer waiting: a deadlock.
#include <stdio.h>
#include <weft.h>

static weft_sem sem;

static void *body(void *unused) {
    weft_gen_yield("first", NULL);
    weft_sem_acquire(&sem);
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
// first
// Exit: 70
