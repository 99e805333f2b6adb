// time.After: a scope around any call that waits, or around many.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_chan *answers = weft_chan_new(sizeof(const char *), 0);
    if (!answers) return 1;
    const char *answer;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1.5);
    int error = weft_chan_recv(answers, &answer);
    if (weft_timeout_end(&timeout))
        printf("took too long\n");
    else if (!error)
        printf("%s\n", answer);
    weft_chan_free(answers);
    return 0;
}

// Output:
// took too long
