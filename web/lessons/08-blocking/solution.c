// heavy hands over, and the ticker ticks.
#include <stdio.h>
#include <weft.h>

static void *ticker(void *unused) {
    for (int i = 0; i < 3; i++) {
        weft_sleep(0.5);
        printf("%.1f s  tick\n", weft_now());
    }
    return unused;
}

static void *heavy(void *unused) {
    weft_sleep(2);                   // hands over
    printf("%.1f s  heavy is done\n", weft_now());
    return unused;
}

int main(void) {
    weft_task tasks[2];
    tasks[0] = weft_spawn(ticker, NULL);
    tasks[1] = weft_spawn(heavy, NULL);
    return weft_gather(tasks, 2, NULL);
}

// Output:
// 0.5 s  tick
// 1.0 s  tick
// 1.5 s  tick
// 2.0 s  heavy is done
