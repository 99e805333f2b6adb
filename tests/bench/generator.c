/* Generators: what one next with its yield costs, from the body itself and from ten calls below it. */
#include "bench.h"

static void *count_up(void *unused) {
    (void)unused;
    for (long i = 0;; i++)
        if (weft_gen_yield(WEFT_BOX(i), NULL)) return NULL;
}

/* What follows the call keeps it from becoming a loop. */
static __attribute__((noinline)) int nested(int depth) {
    if (depth > 1) {
        int error = nested(depth - 1);
        __asm__ volatile("" : : "r"(depth));
        return error;
    }
    for (long i = 0;; i++) {
        int error = weft_gen_yield(WEFT_BOX(i), NULL);
        if (error) return error;
    }
}

static void *count_up_in_the_depth(void *depth) {
    nested((int)WEFT_UNBOX(depth));
    return NULL;
}

static double drive(weft_gen *gen, long count) {
    void *value = NULL;
    weft_gen_next(gen, &value);
    double start = weft_now();
    for (long i = 0; i < count; i++) weft_gen_next(gen, &value);
    double taken = nanoseconds_since(start);
    if (WEFT_UNBOX(value) != count) abort();
    weft_gen_free(gen);
    return taken;
}

static double next(long count) { return drive(weft_gen_new(count_up, NULL), count); }
static double deep(long depth, long count) {
    return drive(weft_gen_new(count_up_in_the_depth, WEFT_BOX(depth)), count);
}
static double next10(long count) { return deep(10, count); }
static double depth1(long count) { return deep(1, count); }
static double depth3(long count) { return deep(3, count); }
static double depth100(long count) { return deep(100, count); }

int main(void) {
    return serve((struct work[]){{"next", next},
                                 {"next10", next10},
                                 {"depth0", next},
                                 {"depth1", depth1},
                                 {"depth3", depth3},
                                 {"depth10", next10},
                                 {"depth100", depth100},
                                 {0}});
}
