// Queue: a channel, which is closed when nothing more will come.
#include <stdio.h>
#include <weft.h>

static void *produce(void *queue) {
    for (int n = 1; n <= 3; n++)
        if (weft_chan_send(queue, &n)) break;
    weft_chan_close(queue);
    return NULL;
}

int main(void) {
    weft_chan *queue = weft_chan_new(sizeof(int), 2);
    if (!queue) return 1;
    weft_task producer = weft_spawn(produce, queue);
    int n;
    while (weft_chan_recv(queue, &n) == 0) printf("%d\n", n);
    weft_join(producer, NULL);
    weft_chan_free(queue);
    printf("no more\n");
    return 0;
}

// Output:
// 1
// 2
// 3
// no more
