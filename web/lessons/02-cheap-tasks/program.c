// COUNT tasks wait at the same time. What do they cost?
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

enum { COUNT = 10000, STACK = 1024 };

static void *sleeper(void *unused) {
    weft_sleep(1);
    return unused;
}

int main(void) {
    weft_task *tasks = malloc(COUNT * sizeof *tasks);
    weft_spawn_options small = {.stack_size = STACK};
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn_with(sleeper, NULL, &small);
    weft_sleep(0.5);                 // now all of them sleep
    weft_stats_info now;
    weft_stats(&now);
    printf("%zu tasks\n", now.live - 1);
    printf("as threads: %lld MB\n", COUNT * 8LL);
    size_t bytes = now.stack_bytes + now.frame_bytes;
    fprintf(stderr, "as tasks: %zu bytes each\n", bytes / COUNT);
    return weft_gather(tasks, COUNT, NULL);
}

// Output:
// 10000 tasks
// as threads: 80000 MB
