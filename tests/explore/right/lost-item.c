/* Right: the producer waits until there is room. */
#include <assert.h>
#include <weft.h>

static weft_chan *items;
static int received;

static void *produce(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) {
        weft_yield();
        weft_chan_send(items, &i);
    }
    weft_chan_close(items);
    return NULL;
}

static void *consume(void *unused) {
    (void)unused;
    int item;
    while (weft_chan_recv(items, &item) == 0) received++;
    return NULL;
}

int main(void) {
    items = weft_chan_new(sizeof(int), 1);
    weft_task tasks[] = {weft_spawn(produce, NULL), weft_spawn(consume, NULL)};
    weft_gather(tasks, 2, NULL);
    assert(received == 2);
    return 0;
}
