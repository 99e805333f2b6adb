// next runs the body to its next yield; at the end it is EDONE with the result, and
// EDONE with NULL ever after.
#include <stdio.h>
#include <weft.h>

static void *body(void *arg) {
    printf("starts with %s\n", (const char *)arg);
    weft_gen_yield("first", NULL);
    weft_gen_yield("second", NULL);
    return "result";
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, "its argument");
    puts("nothing has run");
    for (int i = 0; i < 5; i++) {
        void *out = "untouched";
        int rc = weft_gen_next(gen, &out);
        printf("%s %s\n", weft_error_name(rc), out ? (const char *)out : "NULL");
    }
    weft_gen_free(gen);
    return 0;
}

// Output:
// nothing has run
// starts with its argument
// WEFT_OK first
// WEFT_OK second
// WEFT_EDONE result
// WEFT_EDONE NULL
// WEFT_EDONE NULL
