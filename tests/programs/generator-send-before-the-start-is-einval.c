// Sending something to a generator that has not started is EINVAL and starts nothing; sending NULL starts it.
#include <stdio.h>
#include <weft.h>

static void *body(void *unused) {
    puts("starts");
    weft_gen_yield("value", NULL);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out = NULL;
    printf("%s\n", weft_error_name(weft_gen_send(gen, "too early", &out)));
    int rc = weft_gen_send(gen, NULL, &out);
    printf("%s %s\n", weft_error_name(rc), (char *)out);
    rc = weft_gen_send(gen, "in time", &out);
    printf("%s\n", weft_error_name(rc));
    rc = weft_gen_send(gen, "too late", &out);
    printf("%s\n", weft_error_name(rc));
    weft_gen_free(gen);
    return 0;
}

// Output:
// WEFT_EINVAL
// starts
// WEFT_OK value
// WEFT_EDONE
// WEFT_EDONE
