/* Wrong: of the three answers that the server may give, the one in the middle is not thought of, and that
   only matters when the retry comes before the cache is filled. */
#include <assert.h>
#include <weft.h>

enum { FOUND, BUSY, MISSING };

static int cache = -1;

static void *fill(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) weft_yield();
    cache = 7;
    return NULL;
}

static void *ask(void *unused) {
    (void)unused;
    for (int i = 0; i < 4; i++) weft_yield();
    int answer = weft_choose(3);
    if (answer == BUSY) assert(cache == 7);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(fill, NULL), weft_spawn(ask, NULL)};
    return weft_gather(tasks, 2, NULL);
}
