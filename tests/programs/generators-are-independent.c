// Many generators of one body each keep their own place, and one consumer may take from them in any order.
#include <stdio.h>
#include <weft.h>

static void *count_by(void *step) {
    int n = 0;
    while (weft_gen_yield(WEFT_BOX(n), NULL) == 0)
        n += (int)WEFT_UNBOX(step);
    return NULL;
}

int main(void) {
    weft_gen *gen[10];
    for (int i = 0; i < 10; i++)
        gen[i] = weft_gen_new(count_by, WEFT_BOX(i));
    for (int round = 0; round < 100; round++)
        for (int i = 9; i >= round % 10; i--)   // the later ones more often
            weft_gen_next(gen[i], NULL);
    for (int i = 0; i < 10; i++) {
        void *out;
        weft_gen_next(gen[i], &out);
        printf("%d ", (int)WEFT_UNBOX(out));
        weft_gen_free(gen[i]);
    }
    puts("end");
    return 0;
}

// Output:
// 0 20 60 120 200 300 420 560 720 900 end
