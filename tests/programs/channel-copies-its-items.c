// A channel copies items of any size: structs, single bytes, nothing at all, and channels themselves.
#include <stdio.h>
#include <string.h>
#include <weft.h>

struct letter {
    char text[1000];
    int number;
};

int main(void) {
    weft_chan *letters = weft_chan_new(sizeof(struct letter), 2);
    struct letter out = {"dear reader", 7}, in;
    weft_chan_send(letters, &out);
    strcpy(out.text, "overwritten");
    weft_chan_recv(letters, &in);
    printf("%s, %d\n", in.text, in.number);

    weft_chan *bytes = weft_chan_new(1, 5);
    for (const char *c = "bytes"; *c; c++)
        weft_chan_send(bytes, c);
    for (char c; weft_chan_try_recv(bytes, &c) == 0;)
        putchar(c);
    putchar('\n');

    weft_chan *signals = weft_chan_new(0, 3);
    int sent = 0, received = 0;
    while (weft_chan_try_send(signals, NULL) == 0)
        sent++;
    while (weft_chan_try_recv(signals, NULL) == 0)
        received++;
    printf("%d signals sent, %d received\n", sent, received);

    weft_chan *channels = weft_chan_new(sizeof(weft_chan *), 1), *same;
    weft_chan_send(channels, &bytes);
    weft_chan_recv(channels, &same);
    printf("%s\n", same == bytes ? "the same channel" : "another");

    printf("more than memory: %s\n", weft_chan_new(SIZE_MAX / 2, 3) == NULL ? "NULL" : "a channel");
    weft_chan_free(letters);
    weft_chan_free(bytes);
    weft_chan_free(signals);
    weft_chan_free(channels);
    return 0;
}

// Output:
// dear reader, 7
// bytes
// 3 signals sent, 3 received
// the same channel
// more than memory: NULL
