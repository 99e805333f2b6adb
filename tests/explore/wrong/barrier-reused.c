/* Wrong: a barrier made of an event, which is taken back by the first that comes to the next round. Whoever
   has not looked yet misses it, and waits for ever. */
#include <weft.h>

static weft_event opened;
static int arrived;

static void wait_for_all(void) {
    if (arrived == 0) weft_event_clear(&opened);
    arrived++;
    if (arrived == 2) {
        arrived = 0;
        weft_event_set(&opened);
    }
    weft_yield();
    weft_event_wait(&opened);
}

static void *work(void *unused) {
    (void)unused;
    for (int round = 0; round < 2; round++) wait_for_all();
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(work, NULL), weft_spawn(work, NULL)};
    return weft_gather(tasks, 2, NULL);
}
