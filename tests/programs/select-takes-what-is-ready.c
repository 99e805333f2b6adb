// weft_select does a case that can happen at once without waiting, and only that one.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *a = weft_chan_new(sizeof(int), 1), *b = weft_chan_new(sizeof(int), 1);
    int x = 0, y = 2;
    weft_chan_send(b, &(int){5});        // a is empty, b full
    weft_case receive[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &x)};
    int which = weft_select(receive, 2);
    printf("case %d, status %s, received %d\n", which, weft_error_name(receive[1].status), x);

    weft_chan_send(b, &(int){6});
    weft_case send[] = {WEFT_SEND(b, &y), WEFT_SEND(a, &y)};
    which = weft_select(send, 2);
    printf("case %d, status %s, %zu in a\n", which, weft_error_name(send[1].status), weft_chan_len(a));

    weft_case mixed[] = {WEFT_SEND(a, &y), WEFT_SEND(b, &y), WEFT_RECV(a, &x)};
    which = weft_select(mixed, 3);
    printf("case %d, received %d\n", which, x);
    printf("%zu in a, %zu in b, %g s\n", weft_chan_len(a), weft_chan_len(b), weft_now());
    weft_chan_free(a);
    weft_chan_free(b);
    return 0;
}

// Output:
// case 1, status WEFT_OK, received 5
// case 1, status WEFT_OK, 1 in a
// case 2, received 2
// 0 in a, 1 in b, 0 s
