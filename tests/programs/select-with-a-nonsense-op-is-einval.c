// A case that neither sends nor receives is EINVAL, and no other case happens.
#include <stdio.h>
#include <weft.h>

int main(void) {
    int item = 0;
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    weft_chan_send(chan, &item);
    weft_case cases[] = {WEFT_RECV(chan, &item), {.op = 7, .chan = chan, .item = &item}};
    printf("%s\n", weft_error_name(weft_select(cases, 2)));
    printf("%s, %zu in it\n", weft_error_name(weft_try_select(cases, 2)), weft_chan_len(chan));
    weft_chan_free(chan);
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_EINVAL, 1 in it
