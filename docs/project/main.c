/* Two cooks and a channel of dishes: what a project of its own looks like. */
#include <stdio.h>
#include <weft.h>

static weft_chan *dishes;

static void *cook(void *seconds) {
    for (int dish = 1; dish <= 3; dish++) {
        weft_sleep((double)WEFT_UNBOX(seconds));
        weft_chan_send(dishes, &dish);
    }
    return NULL;
}

int main(void) {
    dishes = weft_chan_new(sizeof(int), 0);
    weft_task cooks[] = {weft_spawn(cook, WEFT_BOX(1)), weft_spawn(cook, WEFT_BOX(2))};
    for (int served = 0, dish; served < 6 && weft_chan_recv(dishes, &dish) == 0; served++)
        printf("%.0f s: dish %d\n", weft_now(), dish);
    weft_gather(cooks, 2, NULL);
    weft_chan_free(dishes);
    return 0;
}
// Output:
// 1 s: dish 1
// 2 s: dish 1
// 2 s: dish 2
// 3 s: dish 3
// 4 s: dish 2
// 6 s: dish 3
