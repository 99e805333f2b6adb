// A thousand generators, each in the middle of its body, resumed in turn.
#include <stdio.h>
#include <weft.h>

enum { COUNT = 1000, ROUNDS = 5 };

static void *body(void *arg) {
    int sum = 0;
    for (int round = 1; round <= ROUNDS; round++) {
        sum += (int)WEFT_UNBOX(arg);
        if (weft_gen_yield(WEFT_BOX(sum), NULL) < 0)
            return NULL;
    }
    return WEFT_BOX(sum);
}

int main(void) {
    static weft_gen *gen[COUNT];
    int wrong = 0;
    void *out;
    for (int i = 0; i < COUNT; i++)
        gen[i] = weft_gen_new(body, WEFT_BOX(i));
    for (int round = 1; round <= ROUNDS; round++)
        for (int i = 0; i < COUNT; i++)
            wrong += weft_gen_next(gen[i], &out) != 0 || WEFT_UNBOX(out) != i * round;
    for (int i = 0; i < COUNT; i += 2)
        wrong += weft_gen_next(gen[i], &out) != WEFT_EDONE || WEFT_UNBOX(out) != i * ROUNDS;
    for (int i = 0; i < COUNT; i++)      // half of them have ended
        weft_gen_free(gen[i]);
    printf("%d wrong\n", wrong);
    return 0;
}

// Output:
// 0 wrong
