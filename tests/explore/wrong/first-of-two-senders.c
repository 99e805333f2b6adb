/* Wrong: whoever was spawned first need not be the first to send (after Loom's senders that do not
   commute). */
#include <assert.h>
#include <weft.h>

static weft_chan *numbers;

static void *send(void *number) {
    int item = (int)WEFT_UNBOX(number);
    weft_yield();
    weft_chan_send(numbers, &item);
    return NULL;
}

int main(void) {
    int first = 0, second = 0;
    numbers = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(send, WEFT_BOX(5)), weft_spawn(send, WEFT_BOX(6))};
    weft_chan_recv(numbers, &first);
    assert(first == 5);
    weft_chan_recv(numbers, &second);
    weft_gather(tasks, 2, NULL);
    weft_chan_free(numbers);
    return 0;
}
