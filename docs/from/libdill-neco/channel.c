// chmake: a channel has one end for both sides, and a size for its items.
#include <stdio.h>
#include <weft.h>

static void *produce(void *numbers) {
    for (int n = 1; n <= 3; n++)
        if (weft_chan_send(numbers, &n)) return NULL;
    weft_chan_close(numbers);
    return NULL;
}

int main(void) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 0);
    if (!numbers) return 1;
    weft_task producer = weft_spawn(produce, numbers);
    int n;
    while (weft_chan_recv(numbers, &n) == 0) printf("%d\n", n);
    weft_join(producer, NULL);
    weft_chan_free(numbers);
    return 0;
}

// Output:
// 1
// 2
// 3
