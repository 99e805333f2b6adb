// try_send and try_recv say EAGAIN instead of waiting, and do it when somebody waits at the other end.
#include <stdio.h>
#include <weft.h>

static weft_chan *meeting;

static void *receiver(void *unused) {
    int item = 0, rc = weft_chan_recv(meeting, &item);
    printf("receiver: %s %d\n", weft_error_name(rc), item);
    return unused;
}

static void *sender(void *unused) {
    int rc = weft_chan_send(meeting, &(int){8});
    printf("sender: %s\n", weft_error_name(rc));
    return unused;
}

int main(void) {
    int item = 7;
    weft_chan *box = weft_chan_new(sizeof(int), 1);
    printf("empty: %s\n", weft_error_name(weft_chan_try_recv(box, &item)));
    printf("room: %s\n", weft_error_name(weft_chan_try_send(box, &item)));
    printf("full: %s\n", weft_error_name(weft_chan_try_send(box, &item)));
    weft_chan_free(box);

    meeting = weft_chan_new(sizeof(int), 0);
    printf("nobody: %s %s\n", weft_error_name(weft_chan_try_recv(meeting, &item)),
           weft_error_name(weft_chan_try_send(meeting, &item)));
    weft_task task = weft_spawn(receiver, NULL);
    weft_yield();
    printf("a receiver: %s\n", weft_error_name(weft_chan_try_send(meeting, &item)));
    printf("it has its item: %s\n", weft_error_name(weft_chan_try_send(meeting, &item)));
    weft_join(task, NULL);
    task = weft_spawn(sender, NULL);
    weft_yield();
    int rc = weft_chan_try_recv(meeting, &item);
    printf("a sender: %s %d\n", weft_error_name(rc), item);
    weft_join(task, NULL);
    weft_chan_free(meeting);
    return 0;
}

// Output:
// empty: WEFT_EAGAIN
// room: WEFT_OK
// full: WEFT_EAGAIN
// nobody: WEFT_EAGAIN WEFT_EAGAIN
// a receiver: WEFT_OK
// it has its item: WEFT_EAGAIN
// receiver: WEFT_OK 7
// a sender: WEFT_OK 8
// sender: WEFT_OK
