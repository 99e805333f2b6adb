// A hundred thousand tasks wait at once, as many as there is room for natively too, where the tests run;
// the example million.c has more of them.
#include <stdio.h>
#include <weft.h>

enum { COUNT = 100000 };

static weft_task tasks[COUNT];

static void *sleeper(void *number) {
    weft_sleep(1);
    return number;
}

int main(void) {
    for (int i = 0; i < COUNT; i++) tasks[i] = weft_spawn(sleeper, WEFT_BOX(i));
    weft_sleep(0.5);
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%.1f s: %zu\n", weft_now(), stats.live);

    int wrong = 0;
    for (int i = 0; i < COUNT; i++) {
        void *number = NULL;
        if (weft_join(tasks[i], &number) != 0 || WEFT_UNBOX(number) != i) wrong++;
    }
    printf("%.1f s: %d wrong\n", weft_now(), wrong);
    return 0;
}

// Output:
// 0.5 s: 100001
// 1.0 s: 0 wrong
