/* The other stores when it has been told that the one has looked. */
#include <assert.h>
#include <weft.h>

static int value;
static weft_event looked;

static void *store(void *unused) {
    (void)unused;
    weft_event_wait(&looked);
    value = 1;
    return NULL;
}

static void *look(void *unused) {
    (void)unused;
    assert(value == 0);
    weft_event_set(&looked);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(look, NULL), weft_spawn(store, NULL)};
    return weft_gather(tasks, 2, NULL);
}
