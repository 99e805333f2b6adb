// Without a display a frame comes 60 times a second; two tasks share the same frames.
#include <stdio.h>
#include <weft.h>

static double times[2][60];

static void *painter(void *arg) {
    for (int i = 0; i < 60; i++)
        weft_next_frame(&times[WEFT_UNBOX(arg)][i]);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(painter, WEFT_BOX(0)), weft_spawn(painter, WEFT_BOX(1))};
    weft_gather(tasks, 2, NULL);
    int same = 0;
    for (int i = 0; i < 60; i++)
        same += times[0][i] == times[1][i];
    printf("%d frames the same\n", same);
    printf("first %.3f s, second %.3f s, last %.3f s\n", times[0][0], times[0][1], times[0][59]);
    printf("now %.3f s\n", weft_now());
    return 0;
}

// Output:
// 60 frames the same
// first 0.017 s, second 0.033 s, last 1.000 s
// now 1.000 s
