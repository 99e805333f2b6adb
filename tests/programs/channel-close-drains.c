// After close what is in the channel can still be received; then recv is ECLOSED, and so is every send.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 3);
    for (int i = 1; i <= 2; i++)
        weft_chan_send(chan, &i);
    printf("close: %s\n", weft_error_name(weft_chan_close(chan)));
    printf("close: %s\n", weft_error_name(weft_chan_close(chan)));
    int item = 9;
    printf("send: %s\n", weft_error_name(weft_chan_send(chan, &item)));
    printf("try_send: %s\n", weft_error_name(weft_chan_try_send(chan, &item)));
    printf("%zu in it\n", weft_chan_len(chan));
    int rc = weft_chan_recv(chan, &item);
    printf("recv: %s %d\n", weft_error_name(rc), item);
    rc = weft_chan_try_recv(chan, &item);
    printf("try_recv: %s %d\n", weft_error_name(rc), item);
    printf("recv: %s\n", weft_error_name(weft_chan_recv(chan, &item)));
    printf("try_recv: %s\n", weft_error_name(weft_chan_try_recv(chan, &item)));
    weft_chan_free(chan);
    printf("close of none: %s\n", weft_error_name(weft_chan_close(NULL)));
    weft_chan_free(NULL);
    return 0;
}

// Output:
// close: WEFT_OK
// close: WEFT_ECLOSED
// send: WEFT_ECLOSED
// try_send: WEFT_ECLOSED
// 2 in it
// recv: WEFT_OK 1
// try_recv: WEFT_OK 2
// recv: WEFT_ECLOSED
// try_recv: WEFT_ECLOSED
// close of none: WEFT_EINVAL
