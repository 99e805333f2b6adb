// COUNT tasks wait at the same time. What do they cost?
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

enum { COUNT = 10000, KEPT = 500 };

static void *sleeper(void *unused) {
    char kept[KEPT];                 // while it sleeps, too
    snprintf(kept, sizeof kept, "%p", unused);
    weft_sleep(1);
    return kept[0] ? unused : NULL;
}

int main(void) {
    weft_task *tasks = malloc(COUNT * sizeof *tasks);
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn(sleeper, NULL);
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
