/* Wrong: who asks gives up after a while. The answer, if it comes later, finds nobody who receives it, and
   its sender waits for ever. */
#include <weft.h>

static weft_chan *answers;

static void *answer(void *unused) {
    (void)unused;
    weft_sleep(weft_choose(2) ? 0.02 : 0.005);
    weft_chan_send(answers, &(int){42});
    return NULL;
}

static void *ask(void *unused) {
    (void)unused;
    int got;
    weft_timeout patience;
    weft_timeout_begin(&patience, 0.01);
    weft_chan_recv(answers, &got);
    weft_timeout_end(&patience);
    return NULL;
}

int main(void) {
    answers = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(answer, NULL), weft_spawn(ask, NULL)};
    return weft_gather(tasks, 2, NULL);
}
