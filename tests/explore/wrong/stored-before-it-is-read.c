/* Wrong: the one takes it for granted that it looks before the other stores (after the example that Loom's
   manual begins with). */
#include <assert.h>
#include <weft.h>

static int value;

static void *store(void *unused) {
    (void)unused;
    value = 1;
    return NULL;
}

static void *look(void *unused) {
    (void)unused;
    assert(value == 0);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(look, NULL), weft_spawn(store, NULL)};
    return weft_gather(tasks, 2, NULL);
}
