/* Two tasks that hand something to and fro are always ready, one or the other; a timer fires all the same. */
#include <stdio.h>
#include <weft.h>

static bool stop;

static void *ping(void *chan) {
    int ball = 0;
    while (!stop && weft_chan_send(chan, &ball) == 0) weft_yield();
    weft_chan_close(chan);
    return NULL;
}

static void *pong(void *chan) {
    int ball;
    while (weft_chan_recv(chan, &ball) == 0) {}
    return NULL;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(ping, chan), weft_spawn(pong, chan)};
    for (int i = 0; i < 3; i++) weft_sleep(0.1);
    stop = true;
    weft_gather(tasks, 2, NULL);
    weft_chan_free(chan);
    bool in_time = weft_now() >= 0.3 && weft_now() < 60;
    printf("done after %s\n", in_time ? "three tenths of a second" : "another time");
    return 0;
}
// Output:
// done after three tenths of a second
