// weft_gather waits for all, whatever order they end in, and keeps results in the array's order.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    weft_sleep(3 - n);
    printf("%d ends\n", n);
    return WEFT_BOX(n * 10);
}

int main(void) {
    weft_task tasks[3];
    void *results[3];
    for (int n = 0; n < 3; n++)
        tasks[n] = weft_spawn(child, WEFT_BOX(n));
    int rc = weft_gather(tasks, 3, results);
    printf("%s at %g s:", weft_error_name(rc), weft_now());
    for (int n = 0; n < 3; n++)
        printf(" %d", (int)WEFT_UNBOX(results[n]));
    printf("\n");
    return 0;
}

// Output:
// 2 ends
// 1 ends
// 0 ends
// WEFT_OK at 3 s: 0 10 20
