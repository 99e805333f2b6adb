// The tutorial's coroutine: it stops at its yield.
#include <stdio.h>
#include <weft.h>

static void *my_coroutine(void *unused) {
    printf("something\n");
    void *received;
    while (weft_gen_yield(NULL, &received) == 0) {
        printf("waiting %s\n", (char *)received);
        weft_sleep(2);
        printf("Received: %s\n", (char *)received);
    }
    return unused;                   // it has been closed
}

int main(void) {
    weft_gen *it = weft_gen_new(my_coroutine, NULL);
    weft_gen_next(it, NULL);         // prime it: to the yield
    weft_gen_send(it, "First", NULL);
    weft_gen_send(it, "Second", NULL);
    weft_gen_free(it);               // closes it
    return 0;
}

// Output:
// something
// waiting First
// Received: First
// waiting Second
// Received: Second
