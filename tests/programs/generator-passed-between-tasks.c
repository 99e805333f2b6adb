// A generator belongs to no task: what one task has begun another may go on with.
#include <stdio.h>
#include <weft.h>

static void *count(void *unused) {
    for (int n = 1; n <= 6; n++)
        if (weft_gen_yield(WEFT_BOX(n), NULL) < 0)
            break;
    return unused;
}

static void *take_two(void *gen) {
    for (int i = 0; i < 2; i++) {
        void *out = NULL;
        int rc = weft_gen_next(gen, &out);
        printf("task %d: %s %d\n", (int)weft_self(), weft_error_name(rc), (int)WEFT_UNBOX(out));
        weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_gen *gen = weft_gen_new(count, NULL);
    weft_gen_next(gen, NULL);
    weft_task tasks[] = {weft_spawn(take_two, gen), weft_spawn(take_two, gen)};
    weft_gather(tasks, 2, NULL);
    take_two(gen);
    weft_gen_free(gen);
    return 0;
}

// Output:
// task 2: WEFT_OK 2
// task 3: WEFT_OK 3
// task 2: WEFT_OK 4
// task 3: WEFT_OK 5
// task 1: WEFT_OK 6
// task 1: WEFT_EDONE 0
