// select with default: the calls with try in their names never wait.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 1);
    if (!numbers) return 1;
    int n, seven = 7;
    for (int i = 0; i < 2; i++) {
        if (weft_chan_try_recv(numbers, &n) == 0)
            printf("received %d\n", n);
        else
            printf("nothing yet\n");
        weft_chan_send(numbers, &seven);
    }
    weft_chan_free(numbers);
    return 0;
}

// Output:
// nothing yet
// received 7
