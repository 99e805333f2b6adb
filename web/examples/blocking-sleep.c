// Two ways to wait a second. sleep() is the C library's: it
// holds the only thread there is, and nobody else runs.
// weft_sleep() hands the thread over and asks for it back in a
// second.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void say(const char *what) {
    printf("%.1f s  %s %s\n", weft_now(), weft_task_name(weft_self()), what);
}

static void *blocks(void *unused) {
    say("starts");
    sleep(1);
    say("ends");
    return unused;
}

static void *hands_over(void *unused) {
    say("starts");
    weft_sleep(1);
    say("ends");
    return unused;
}

static void run_three(void *(*fn)(void *)) {
    double start = weft_now();
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) {
        char name[] = {(char)('A' + i), '\0'};
        tasks[i] = weft_spawn_with(fn, NULL, &(weft_spawn_options){.name = name});
    }
    weft_gather(tasks, 3, NULL);
    printf("took %.1f s\n", weft_now() - start);
}

int main(void) {
    printf("three tasks with sleep:\n");
    run_three(blocks);

    printf("three tasks with weft_sleep:\n");
    run_three(hands_over);
    return 0;
}

// Output:
// three tasks with sleep:
// 0.0 s  A starts
// 1.0 s  A ends
// 1.0 s  B starts
// 2.0 s  B ends
// 2.0 s  C starts
// 3.0 s  C ends
// took 3.0 s
// three tasks with weft_sleep:
// 3.0 s  A starts
// 3.0 s  B starts
// 3.0 s  C starts
// 4.0 s  A ends
// 4.0 s  B ends
// 4.0 s  C ends
// took 1.0 s
