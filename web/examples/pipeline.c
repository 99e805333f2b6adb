// A pipeline: each stage is a task that reads one channel and
// writes the next.
//
//     count ──numbers──▶ square ──squares──▶ main
//
// The stages run side by side: while main prints one number the
// next is on its way. When count closes its channel, square sees
// the end, closes its own, and so the end runs down the line.
#include <stdio.h>
#include <weft.h>

struct stage {
    weft_chan *in, *out;
};

static void *count(void *arg) {
    struct stage *stage = arg;
    for (int n = 1; n <= 5; n++) {
        printf("count  %d\n", n);
        weft_chan_send(stage->out, &n);
    }
    weft_chan_close(stage->out);
    return NULL;
}

static void *square(void *arg) {
    struct stage *stage = arg;
    int n;
    while (weft_chan_recv(stage->in, &n) == 0) {
        n *= n;
        printf("   square  %d\n", n);
        weft_chan_send(stage->out, &n);
    }
    weft_chan_close(stage->out);
    return NULL;
}

int main(void) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 0);
    weft_chan *squares = weft_chan_new(sizeof(int), 0);
    if (numbers == NULL || squares == NULL)
        return 1;
    struct stage first = {.out = numbers}, second = {.in = numbers, .out = squares};
    weft_task tasks[] = {weft_spawn(count, &first), weft_spawn(square, &second)};

    int n, sum = 0;
    while (weft_chan_recv(squares, &n) == 0) {
        printf("       main  %d\n", n);
        sum += n;
    }
    printf("sum: %d\n", sum);

    // the stages' structs live in main: it outlives them
    weft_gather(tasks, 2, NULL);
    weft_chan_free(numbers);
    weft_chan_free(squares);
    return 0;
}

// Output:
// count  1
//    square  1
// count  2
// count  3
//        main  1
//    square  4
//    square  9
//        main  4
//        main  9
// count  4
//    square  16
// count  5
//        main  16
//    square  25
//        main  25
// sum: 55
