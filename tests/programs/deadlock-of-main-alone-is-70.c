// main that waits for a message from nobody is a deadlock, though no other task is involved.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    int item;
    puts("main waits");
    weft_chan_recv(chan, &item);
    puts("never");
    return 0;
}

// Output:
// main waits
// Exit: 70
