/* Wrong: two tasks join the same one. Whoever is later gets an error, and goes on without the result. */
#include <assert.h>
#include <weft.h>

static weft_task loader;

static void *load(void *unused) {
    (void)unused;
    weft_yield();
    return WEFT_BOX(42);
}

static void *use(void *start) {
    void *result = NULL;
    if (WEFT_UNBOX(start) == 0) {
        for (int i = 0; i < 4; i++) weft_yield();
        if (weft_join(loader, &result) == WEFT_EBADTASK) return NULL; /* it was used already */
    } else {
        weft_join(loader, &result);
    }
    assert(WEFT_UNBOX(result) == 42);
    return NULL;
}

int main(void) {
    loader = weft_spawn(load, NULL);
    weft_task tasks[] = {weft_spawn(use, WEFT_BOX(0)), weft_spawn(use, WEFT_BOX(1))};
    return weft_gather(tasks, 2, NULL);
}
