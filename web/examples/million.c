// A million tasks that all wait at the same time.
//
// A thread of the operating system reserves about 8 MB for its
// stack. A task gets what its own calls use, which for these is
// half a kilobyte in WebAssembly. With all that belongs to it,
// a task takes 800 bytes, so you need some 800 MB of memory for
// this; the exact figures go to stderr.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

enum { COUNT = 1000000 };

static int awake;

static void *sleeper(void *unused) {
    weft_sleep(1);
    awake++;   // no lock: tasks never run at the same time
    return unused;
}

int main(void) {
    weft_task *tasks = malloc(COUNT * sizeof *tasks);
    if (tasks == NULL)
        return 1;

    for (int i = 0; i < COUNT; i++) {
        tasks[i] = weft_spawn(sleeper, NULL);
        if (tasks[i] < 0) {
            printf("task %d: %s\n", i, weft_strerror((int)tasks[i]));
            return 1;
        }
    }
    // let every one of them start and fall asleep
    weft_sleep(0.5);

    weft_stats_info stats;
    weft_stats(&stats);
    printf("%.1f s: %zu tasks are alive, %d have woken\n", weft_now(), stats.live, awake);
    printf("as many threads would reserve %d GB\n", COUNT / 1000 * 8);
    fprintf(stderr, "stacks: %.1f MB, saved frames: %.1f MB, together %.0f bytes a task\n",
            (double)stats.stack_bytes / 1e6, (double)stats.frame_bytes / 1e6,
            (double)(stats.stack_bytes + stats.frame_bytes) / COUNT);

    weft_gather(tasks, COUNT, NULL);
    printf("%.1f s: %d have woken\n", weft_now(), awake);
    free(tasks);
    return 0;
}

// Output:
// 0.5 s: 1000001 tasks are alive, 0 have woken
// as many threads would reserve 8000 GB
// 1.0 s: 1000000 have woken
