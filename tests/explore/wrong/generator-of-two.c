/* Wrong: two tasks take numbers from one generator, whose body waits. Whoever asks meanwhile gets an error.
   */
#include <assert.h>
#include <weft.h>

static weft_gen *numbers;

static void *count(void *unused) {
    (void)unused;
    for (intptr_t i = 1;; i++) {
        weft_yield();
        if (weft_gen_yield(WEFT_BOX(i), NULL) < 0) return NULL;
    }
}

static void *take(void *start) {
    void *number;
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    assert(weft_gen_next(numbers, &number) == 0);
    return NULL;
}

int main(void) {
    numbers = weft_gen_new(count, NULL);
    weft_task tasks[] = {weft_spawn(take, WEFT_BOX(0)), weft_spawn(take, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    weft_gen_free(numbers);
    return 0;
}
