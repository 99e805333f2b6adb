// Two tasks throw a ball to and fro ten thousand times.
#include <stdio.h>
#include <weft.h>

enum { THROWS = 10000 };

static weft_chan *table[2];
static int caught[2];

static void *player(void *arg) {
    int me = (int)WEFT_UNBOX(arg), ball;
    while (weft_chan_recv(table[me], &ball) == 0) {
        caught[me]++;
        if (++ball > THROWS) {
            weft_chan_close(table[1 - me]);
            break;
        }
        weft_chan_send(table[1 - me], &ball);
    }
    return NULL;
}

int main(void) {
    table[0] = weft_chan_new(sizeof(int), 0);
    table[1] = weft_chan_new(sizeof(int), 0);
    weft_task players[] = {weft_spawn(player, WEFT_BOX(0)), weft_spawn(player, WEFT_BOX(1))};
    weft_chan_send(table[0], &(int){1});
    weft_gather(players, 2, NULL);
    printf("ping %d, pong %d\n", caught[0], caught[1]);
    weft_chan_free(table[0]);
    weft_chan_free(table[1]);
    return 0;
}

// Output:
// ping 5000, pong 5000
