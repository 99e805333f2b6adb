// send: the yield at which the body stands returns with what was sent; next sends NULL.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    char *out = "primed";
    void *in;
    while (weft_gen_yield(out, &in) == 0) {
        printf("got %s\n", in ? (char *)in : "NULL");
        out = in ? in : "nothing";
    }
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    weft_gen_next(gen, &out);
    printf("%s\n", (char *)out);
    weft_gen_send(gen, "one", &out);
    printf("%s\n", (char *)out);
    weft_gen_next(gen, &out);
    printf("%s\n", (char *)out);
    weft_gen_send(gen, "two", NULL);     // what comes out is not wanted
    weft_gen_free(gen);
    return 0;
}

// Output:
// primed
// got one
// one
// got NULL
// nothing
// got two
