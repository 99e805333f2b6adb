// heavy blocks, and the ticker cannot tick.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void *ticker(void *unused) {
    for (int i = 0; i < 3; i++) {
        weft_sleep(0.5);
        printf("%.1f s  tick\n", weft_now());
    }
    return unused;
}

static void *heavy(void *unused) {
    sleep(2);                        // the C library's
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
// 2.0 s  heavy is done
// 2.0 s  tick
// 2.5 s  tick
// 3.0 s  tick
