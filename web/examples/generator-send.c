// A coroutine is a function that can stop in the middle and go
// on later.
//
// my_coroutine stops at weft_gen_yield and stays there, with its
// variables, until main sends it something. It is not a thread:
// main runs, then the coroutine, then main again, never both at
// once.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static void *my_coroutine(void *unused) {
    (void)unused;
    printf("something\n");

    void *in;
    // Hands nothing out, waits for what comes in. It is 0 until
    // main closes the coroutine.
    while (weft_gen_yield(NULL, &in) == 0) {
        const char *received = in;
        if (strcmp(received, "First") == 0) {
            printf("waiting First\n");
            // hands over: other tasks, had we any, would run
            // meanwhile
            weft_sleep(4);
        }
        if (strcmp(received, "Second") == 0) {
            printf("waiting second\n");
            weft_sleep(2);
        }
        printf("Received: %s\n", received);
    }
    return NULL;
}

int main(void) {
    // nothing has run yet
    weft_gen *it = weft_gen_new(my_coroutine, NULL);
    if (it == NULL)
        return 1;

    // prime it: run as far as the first yield
    weft_gen_next(it, NULL);
    // the yield gives "First"; run as far as the next yield
    weft_gen_send(it, "First", NULL);
    weft_gen_send(it, "Second", NULL);

    // closes it: the yield where it stands fails, the loop ends
    weft_gen_free(it);
    return 0;
}

// Output:
// something
// waiting First
// Received: First
// waiting second
// Received: Second
