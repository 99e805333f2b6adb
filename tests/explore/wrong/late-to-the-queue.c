/* Wrong: a request is taken as long as the server does not stop, but between the look and the send it may
   have stopped. The request is then in the queue of nobody. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static weft_chan *requests;
static bool stopping;
static int taken, served;

static void *request(void *unused) {
    (void)unused;
    if (stopping) return NULL;
    weft_yield();
    taken++;
    weft_chan_send(requests, &(int){1});
    return NULL;
}

static void *serve(void *unused) {
    (void)unused;
    int one;
    for (int i = 0; i < 3; i++) weft_yield();
    stopping = true;
    while (weft_chan_try_recv(requests, &one) == 0) served++;
    return NULL;
}

int main(void) {
    requests = weft_chan_new(sizeof(int), 4);
    weft_task tasks[] = {weft_spawn(request, NULL), weft_spawn(serve, NULL)};
    weft_gather(tasks, 2, NULL);
    assert(served == taken);
    return 0;
}
