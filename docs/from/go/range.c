// for n := range numbers: receive until the channel is closed and empty.
#include <stdio.h>
#include <weft.h>

static void *produce(void *numbers) {
    for (int n = 1; n <= 3; n++)
        if (weft_chan_send(numbers, &n)) break;
    weft_chan_close(numbers);
    return NULL;
}

int main(void) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 0);
    if (!numbers) return 1;
    weft_detach(weft_spawn(produce, numbers));
    int n;
    while (weft_chan_recv(numbers, &n) == 0) printf("%d\n", n);
    weft_chan_free(numbers);
    return 0;
}

// Output:
// 1
// 2
// 3
