/* Right: whoever comes while somebody connects waits until that is done. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static weft_event connected;
static bool begun;
static int connections;

static void connect_once(void) {
    if (begun) {
        weft_event_wait(&connected);
        return;
    }
    begun = true;
    weft_yield();
    connections++;
    weft_event_set(&connected);
}

static void *use(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    connect_once();
    assert(connections == 1);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(use, WEFT_BOX(0)), weft_spawn(use, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(connections == 1);
    return 0;
}
