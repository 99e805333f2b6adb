// Sleep sort: tasks that sleep as long as their number end in order.
#include <stdio.h>
#include <weft.h>

static void *number(void *n) {
    weft_sleep((double)WEFT_UNBOX(n) / 1000);
    printf("%d\n", (int)WEFT_UNBOX(n));
    return NULL;
}

int main(void) {
    static const int numbers[] = {31, 4, 15, 92, 65, 35, 89, 79, 3, 23};
    weft_task tasks[10];
    for (int i = 0; i < 10; i++)
        tasks[i] = weft_spawn(number, WEFT_BOX(numbers[i]));
    weft_gather(tasks, 10, NULL);
    printf("%.3f s\n", weft_now());
    return 0;
}

// Output:
// 3
// 4
// 15
// 23
// 31
// 35
// 65
// 79
// 89
// 92
// 0.092 s
