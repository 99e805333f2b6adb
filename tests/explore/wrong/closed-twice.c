/* Wrong: the last sender closes the channel, but two may find that they are the last. */
#include <assert.h>
#include <weft.h>

static weft_chan *results;
static int finished;

static void *work(void *start) {
    for (int i = 0; i < (int)WEFT_UNBOX(start); i++) weft_yield();
    weft_chan_send(results, &(int){1});
    finished++;
    weft_yield();
    if (finished == 2) assert(weft_chan_close(results) == 0);
    return NULL;
}

int main(void) {
    results = weft_chan_new(sizeof(int), 2);
    weft_task tasks[] = {weft_spawn(work, WEFT_BOX(0)), weft_spawn(work, WEFT_BOX(2))};
    return weft_gather(tasks, 2, NULL);
}
