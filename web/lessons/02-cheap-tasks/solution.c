// A million tasks wait at the same time, each with a short name.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>

enum { COUNT = 1000000 };

static size_t letters;

static void *sleeper(void *number) {
    char name[32];
    snprintf(name, sizeof name, "sleeper %d", (int)WEFT_UNBOX(number));
    weft_sleep(1);
    letters += strlen(name);
    return NULL;
}

int main(void) {
    weft_task *tasks = malloc(COUNT * sizeof *tasks);
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn(sleeper, WEFT_BOX(i));
    weft_sleep(0.5);                 // now all of them sleep
    weft_stats_info now;
    weft_stats(&now);
    printf("%zu tasks\n", now.live - 1);
    printf("as threads: %lld MB\n", COUNT * 8LL);
    size_t bytes = now.stack_bytes + now.frame_bytes;
    fprintf(stderr, "as tasks: %zu bytes each\n", bytes / COUNT);
    weft_gather(tasks, COUNT, NULL);
    printf("%zu letters\n", letters);
    return 0;
}

// Output:
// 1000000 tasks
// as threads: 8000000 MB
// 13888890 letters
