// try, catch, finally: an error is returned, and one exit cleans up.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static int load(const char *name) {
    printf("open %s\n", name);
    int error = weft_sleep(1);
    if (error) goto close;
    if (strcmp(name, "broken") == 0) {
        error = WEFT_EIO;
        goto close;
    }
    printf("read %s\n", name);
close:
    printf("close %s\n", name);
    return error;
}

int main(void) {
    int error = load("whole");
    if (!error) error = load("broken");
    if (error) printf("failed: %s\n", weft_strerror(error));
    return 0;
}

// Output:
// open whole
// read whole
// close whole
// open broken
// close broken
// failed: input/output error
