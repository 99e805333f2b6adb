/* Wrong: a transfer that is cancelled between its two halves has taken the money and not given it. */
#include <assert.h>
#include <weft.h>

static int from = 100, to;

static void *transfer(void *unused) {
    (void)unused;
    if (weft_yield() < 0) return NULL;
    from -= 30;
    if (weft_yield() < 0) return NULL;
    to += 30;
    return NULL;
}

static void *stop(void *task) {
    for (int i = 0; i < 4; i++) weft_yield();
    weft_cancel((weft_task)WEFT_UNBOX(task));
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(transfer, NULL);
    weft_task stopper = weft_spawn(stop, WEFT_BOX(task));
    weft_join(stopper, NULL);
    weft_join(task, NULL);
    assert(from + to == 100);
    return 0;
}
