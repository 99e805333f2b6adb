// An asynchronous generator: while its body waits the consumer waits as well, and other tasks run.
#include <stdio.h>
#include <weft.h>

static int ticks;

static void *ticker(void *unused) {
    while (weft_sleep(0.25) == 0)
        ticks++;
    return unused;
}

static void *countdown(void *arg) {
    for (int n = (int)WEFT_UNBOX(arg); n > 0; n--) {
        weft_sleep(1);
        weft_gen_yield(WEFT_BOX(n), NULL);
    }
    weft_sleep(0.5);
    return "lift-off";
}

int main(void) {
    weft_task task = weft_spawn(ticker, NULL);
    weft_gen *gen = weft_gen_new(countdown, WEFT_BOX(3));
    void *out;
    while (weft_gen_next(gen, &out) == 0)
        printf("%d at %g s\n", (int)WEFT_UNBOX(out), weft_now());
    printf("%s at %g s, %s\n", (char *)out, weft_now(), ticks > 10 ? "others ran" : "nobody else ran");
    weft_gen_free(gen);
    weft_cancel(task);
    weft_join(task, NULL);
    return 0;
}

// Output:
// 3 at 1 s
// 2 at 2 s
// 1 at 3 s
// lift-off at 3.5 s, others ran
