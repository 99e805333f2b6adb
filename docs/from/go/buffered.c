// make(chan int, 2): the sender is two items ahead, and then waits.
#include <stdio.h>
#include <weft.h>

static void *produce(void *numbers) {
    for (int n = 1; n <= 3; n++) {
        if (weft_chan_send(numbers, &n)) break;
        printf("sent %d\n", n);
    }
    weft_chan_close(numbers);
    return NULL;
}

int main(void) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 2);
    if (!numbers) return 1;
    weft_task producer = weft_spawn(produce, numbers);
    weft_sleep(1);
    printf("%zu wait\n", weft_chan_len(numbers));
    int n;
    while (weft_chan_recv(numbers, &n) == 0) printf("received %d\n", n);
    weft_join(producer, NULL);
    weft_chan_free(numbers);
    return 0;
}

// Output:
// sent 1
// sent 2
// 2 wait
// received 1
// received 2
// received 3
// sent 3
