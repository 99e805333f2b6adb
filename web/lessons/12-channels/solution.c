// Three stages: count, square, and main, which prints.
#include <stdio.h>
#include <weft.h>

static weft_chan *numbers, *squares;

static void *count(void *unused) {
    for (int n = 1; n <= 3; n++)
        weft_chan_send(numbers, &n);
    weft_chan_close(numbers);
    return unused;
}

static void *square(void *unused) {
    for (int n; weft_chan_recv(numbers, &n) == 0;)
        weft_chan_send(squares, &(int){n * n});
    weft_chan_close(squares);
    return unused;
}

int main(void) {
    numbers = weft_chan_new(sizeof(int), 0);
    squares = weft_chan_new(sizeof(int), 0);
    weft_task tasks[2];
    tasks[0] = weft_spawn(count, NULL);
    tasks[1] = weft_spawn(square, NULL);
    for (int n; weft_chan_recv(squares, &n) == 0;)
        printf("%d\n", n);
    return weft_gather(tasks, 2, NULL);
}

// Output:
// 1
// 4
// 9
