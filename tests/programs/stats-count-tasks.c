// weft_stats counts: tasks spawned in all, live ones (until they are joined), ready ones, and turns.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_sleep(1);
    return unused;
}

static void report(const char *when) {
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%s: spawned %d, live %zu, ready %zu\n", when, (int)stats.spawned, stats.live, stats.ready);
}

int main(void) {
    report("start");
    weft_task tasks[10];
    for (int i = 0; i < 10; i++)
        tasks[i] = weft_spawn(child, NULL);
    report("spawned");
    weft_yield();
    report("asleep");
    weft_sleep(2);
    report("ended");
    weft_gather(tasks, 10, NULL);
    report("joined");

    weft_stats_info before, after;
    weft_stats(&before);
    weft_yield();
    weft_stats(&after);
    printf("a yield alone: %d turn\n", (int)(after.switches - before.switches));
    return 0;
}

// Output:
// start: spawned 1, live 1, ready 0
// spawned: spawned 11, live 11, ready 10
// asleep: spawned 11, live 11, ready 0
// ended: spawned 11, live 11, ready 0
// joined: spawned 11, live 1, ready 0
// a yield alone: 1 turn
