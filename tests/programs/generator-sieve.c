// The prime sieve as a chain of generators, one for each prime.
#include <stdio.h>
#include <weft.h>

struct filter {
    weft_gen *source;
    int prime;
};

static void *numbers(void *unused) {
    for (int n = 2; weft_gen_yield(WEFT_BOX(n), NULL) == 0; n++)
        ;
    return unused;
}

static void *not_divisible(void *arg) {
    struct filter *filter = arg;
    void *n;
    while (weft_gen_next(filter->source, &n) == 0)
        if (WEFT_UNBOX(n) % filter->prime != 0 && weft_gen_yield(n, NULL) < 0)
            break;
    return NULL;
}

int main(void) {
    struct filter filters[20];
    weft_gen *source = weft_gen_new(numbers, NULL);
    for (int i = 0; i < 20; i++) {
        void *prime;
        weft_gen_next(source, &prime);
        printf("%d%c", (int)WEFT_UNBOX(prime), i % 10 == 9 ? '\n' : ' ');
        filters[i] = (struct filter){source, (int)WEFT_UNBOX(prime)};
        source = weft_gen_new(not_divisible, &filters[i]);
    }
    weft_gen_free(source);
    for (int i = 20; i-- > 0;)
        weft_gen_free(filters[i].source);
    return 0;
}

// Output:
// 2 3 5 7 11 13 17 19 23 29
// 31 37 41 43 47 53 59 61 67 71
