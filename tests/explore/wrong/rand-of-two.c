/* Wrong: a task counts on what rand gives it after its own srand, but another may seed it, too, while the
   first waits. In order that happens before. */
#include <assert.h>
#include <stdlib.h>
#include <weft.h>

static int expected;

static void *draw(void *unused) {
    weft_yield();
    weft_yield();
    srand(1);
    weft_yield();
    assert(rand() == expected);
    return unused;
}

static void *seed(void *unused) {
    weft_yield();
    srand(2);
    return unused;
}

int main(void) {
    srand(1);
    expected = rand();
    weft_task tasks[] = {weft_spawn(draw, NULL), weft_spawn(seed, NULL)};
    return weft_gather(tasks, 2, NULL);
}
