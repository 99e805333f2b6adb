// Three sleepers whose times lie a millisecond apart wake in their order.
#include <stdio.h>
#include <weft.h>

static void *sleeper(void *arg) {
    int milliseconds = (int)WEFT_UNBOX(arg);
    weft_sleep(milliseconds / 1000.0);
    printf("%d ms: %.3f\n", milliseconds, weft_now());
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(sleeper, WEFT_BOX(102 - i));
    return weft_gather(tasks, 3, NULL);
}
// Output:
// 100 ms: 0.100
// 101 ms: 0.101
// 102 ms: 0.102
