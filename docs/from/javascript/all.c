// Promise.all: spawn each, and gather the results in the order of the array.
#include <stdio.h>
#include <string.h>
#include <weft.h>

typedef struct {
    const char *name;
    double seconds;
} file;

static void *download(void *argument) {
    file *wanted = argument;
    weft_sleep(wanted->seconds);
    return WEFT_BOX(strlen(wanted->name));
}

int main(void) {
    file large = {"large", 2}, tiny = {"tiny", 1};
    weft_task tasks[] = {weft_spawn(download, &large), weft_spawn(download, &tiny)};
    void *sizes[2];
    if (weft_gather(tasks, 2, sizes)) return 1;
    printf("%d, %d at %g s\n", (int)WEFT_UNBOX(sizes[0]), (int)WEFT_UNBOX(sizes[1]), weft_now());
    return 0;
}

// Output:
// 5, 4 at 2 s
