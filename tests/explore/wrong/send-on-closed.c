/* Wrong: the consumer closes the channel as soon as it has what it wants, while somebody may yet send. */
#include <assert.h>
#include <weft.h>

static weft_chan *answers;

static void *ask(void *number) {
    int answer = (int)WEFT_UNBOX(number);
    assert(weft_chan_send(answers, &answer) == 0);
    return NULL;
}

int main(void) {
    int first;
    answers = weft_chan_new(sizeof(int), 2);
    weft_task tasks[] = {weft_spawn(ask, WEFT_BOX(1)), weft_spawn(ask, WEFT_BOX(2))};
    weft_chan_recv(answers, &first);
    weft_chan_close(answers);
    return weft_gather(tasks, 2, NULL);
}
