// error and pcall: the body returns its error as its result.
#include <stdio.h>
#include <weft.h>

static void *read_file(void *name) {
    int error = weft_gen_yield(name, NULL);
    if (error) return WEFT_BOX(error);
    return WEFT_BOX(WEFT_EIO);
}

int main(void) {
    weft_gen *reader = weft_gen_new(read_file, "file");
    if (!reader) return 1;
    void *value;
    if (weft_gen_next(reader, &value) == 0) printf("opened %s\n", (char *)value);
    if (weft_gen_next(reader, &value) == WEFT_EDONE)
        printf("%s\n", weft_strerror((int)WEFT_UNBOX(value)));
    weft_gen_free(reader);
    return 0;
}

// Output:
// opened file
// input/output error
