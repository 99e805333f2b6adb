// neco_chan_recv_dl: any call that waits, inside a scope that expires.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *answers = weft_chan_new(sizeof(int), 0);
    if (!answers) return 1;
    int answer;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1.5);
    int error = weft_chan_recv(answers, &answer);
    weft_timeout_end(&timeout);
    if (error == WEFT_ETIMEDOUT) printf("took too long\n");
    weft_chan_free(answers);
    return 0;
}

// Output:
// took too long
