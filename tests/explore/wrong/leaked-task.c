/* Wrong: main takes the first of two answers and ends; the other task's work, which had to be done, is cut
   off when it comes late. */
#include <stdbool.h>
#include <weft.h>

static bool saved;
static weft_chan *answers;

static void *answer(void *unused) {
    (void)unused;
    return WEFT_BOX(weft_chan_send(answers, &(int){1}));
}

static void *save(void *unused) {
    (void)unused;
    if (weft_yield() == WEFT_ECANCELED) return NULL;
    saved = true;
    return NULL;
}

int main(void) {
    int got;
    answers = weft_chan_new(sizeof(int), 0);
    weft_detach(weft_spawn(save, NULL));
    weft_detach(weft_spawn(answer, NULL));
    weft_yield();
    weft_chan_recv(answers, &got);
    weft_yield();
    return !saved;
}
