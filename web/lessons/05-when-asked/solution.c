// Each prime puts a filter of its own at the end of the chain.
#include <stdio.h>
#include <weft.h>
struct filter { weft_gen *from; int prime; };

static void *numbers(void *unused) {
    for (int n = 2; !weft_gen_yield(WEFT_BOX(n), NULL); n++) {}
    return unused;
}

static void *pass(void *arg) {
    struct filter *filter = arg;
    void *n;
    while (weft_gen_next(filter->from, &n) == 0)
        if (WEFT_UNBOX(n) % filter->prime != 0)
            if (weft_gen_yield(n, NULL) != 0) break;
    return NULL;
}

int main(void) {
    struct filter filters[15];
    weft_gen *chain = weft_gen_new(numbers, NULL);
    for (int i = 0; i < 15; i++) {
        void *n;
        weft_gen_next(chain, &n);
        printf("%d\n", (int)WEFT_UNBOX(n));
        filters[i] = (struct filter){chain, (int)WEFT_UNBOX(n)};
        chain = weft_gen_new(pass, &filters[i]);
    }
}

// Output:
// 2
// 3
// 5
// 7
// 11
// 13
// 17
// 19
// 23
// 29
// 31
// 37
// 41
// 43
// 47
