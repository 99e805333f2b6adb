// gather: the results stand in the order of the tasks, whichever ends first.
#include <stdio.h>
#include <weft.h>

typedef struct {
    const char *name;
    double seconds;
} file;

static void *download(void *argument) {
    file *wanted = argument;
    if (weft_sleep(wanted->seconds)) return NULL;
    return wanted;
}

int main(void) {
    file large = {"large", 2}, small = {"small", 1};
    weft_task tasks[] = {weft_spawn(download, &large), weft_spawn(download, &small)};
    void *results[2];
    if (weft_gather(tasks, 2, results)) return 1;
    for (int i = 0; i < 2; i++) {
        file *got = results[i];
        printf("%s in %g s\n", got->name, got->seconds);
    }
    printf("together %g s\n", weft_now());
    return 0;
}

// Output:
// large in 2 s
// small in 1 s
// together 2 s
