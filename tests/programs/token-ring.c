// A token goes round a ring of 503 tasks; whoever has it at the end says so.
#include <stdio.h>
#include <weft.h>

enum { RING = 503, HOPS = 10000 };

static weft_chan *ring[RING];
static int last;

static void *member(void *arg) {
    int me = (int)WEFT_UNBOX(arg), hops;
    while (weft_chan_recv(ring[me], &hops) == 0) {
        if (hops == 0) {
            last = me + 1;
            for (int i = 0; i < RING; i++)
                weft_chan_close(ring[i]);
        } else {
            hops--;
            weft_chan_send(ring[(me + 1) % RING], &hops);
        }
    }
    return NULL;
}

int main(void) {
    weft_task tasks[RING];
    for (int i = 0; i < RING; i++) {
        ring[i] = weft_chan_new(sizeof(int), 0);
        tasks[i] = weft_spawn(member, WEFT_BOX(i));
    }
    weft_chan_send(ring[0], &(int){HOPS});
    weft_gather(tasks, RING, NULL);
    printf("member %d\n", last);
    for (int i = 0; i < RING; i++)
        weft_chan_free(ring[i]);
    return 0;
}

// Output:
// member 444
