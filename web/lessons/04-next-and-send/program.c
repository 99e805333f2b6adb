// send needs a yield to arrive at; next goes to the first one.
#include <stdio.h>
#include <weft.h>

static void *echo(void *unused) {
    void *in;
    while (weft_gen_yield(NULL, &in) == 0)
        printf("got %d\n", (int)WEFT_UNBOX(in));
    return unused;
}

int main(void) {
    weft_gen *it = weft_gen_new(echo, NULL);
    int rc = weft_gen_send(it, WEFT_BOX(7), NULL);
    printf("send: %s\n", rc < 0 ? weft_error_name(rc) : "0");
    weft_gen_next(it, NULL);         // prime it
    rc = weft_gen_send(it, WEFT_BOX(7), NULL);
    printf("send: %s\n", rc < 0 ? weft_error_name(rc) : "0");
    weft_gen_free(it);
    return 0;
}

// Output:
// send: WEFT_EINVAL
// got 7
// send: 0
