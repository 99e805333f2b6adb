/* Wrong: the sender waits for a receiver while it holds the lock, and the receiver, if it is late, wants
   the lock first. Only that order blocks. */
#include <weft.h>

static weft_mutex lock;
static weft_chan *items;

static void *send_one(void *unused) {
    (void)unused;
    weft_yield();
    weft_mutex_lock(&lock);
    weft_chan_send(items, &(int){1});
    weft_mutex_unlock(&lock);
    return NULL;
}

static void *receive_one(void *unused) {
    (void)unused;
    int item;
    weft_mutex_lock(&lock);
    weft_mutex_unlock(&lock);
    weft_chan_recv(items, &item);
    return NULL;
}

int main(void) {
    items = weft_chan_new(sizeof(int), 0);
    weft_task tasks[] = {weft_spawn(send_one, NULL), weft_spawn(receive_one, NULL)};
    return weft_gather(tasks, 2, NULL);
}
