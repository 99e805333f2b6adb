/* Wrong: whoever finds that nobody has connected connects, and connecting waits: two may do it. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static bool connected;
static int connections;

static void connect_once(void) {
    if (connected) return;
    weft_yield();
    connections++;
    connected = true;
}

static void *use(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    connect_once();
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(use, WEFT_BOX(0)), weft_spawn(use, WEFT_BOX(2))};
    weft_gather(tasks, 2, NULL);
    assert(connections == 1);
    return 0;
}
