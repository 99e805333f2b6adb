// While one task waits for a generator whose body waits, others that resume it are told EBUSY.
#include <stdio.h>
#include <weft.h>

static weft_gen *gen;

static void *body(void *unused) {
    weft_sleep(1);
    weft_gen_yield("slept", NULL);
    return unused;
}

static void *consumer(void *unused) {
    void *out;
    int rc = weft_gen_next(gen, &out);
    printf("consumer: %s %s at %g s\n", weft_error_name(rc), (char *)out, weft_now());
    return unused;
}

int main(void) {
    gen = weft_gen_new(body, NULL);
    weft_task task = weft_spawn(consumer, NULL);
    weft_yield();
    printf("next: %s\n", weft_error_name(weft_gen_next(gen, NULL)));
    printf("close: %s\n", weft_error_name(weft_gen_close(gen, NULL)));
    weft_join(task, NULL);
    printf("next: %s\n", weft_error_name(weft_gen_next(gen, NULL)));
    weft_gen_free(gen);
    return 0;
}

// Output:
// next: WEFT_EBUSY
// close: WEFT_EBUSY
// consumer: WEFT_OK slept at 1 s
// next: WEFT_EDONE
