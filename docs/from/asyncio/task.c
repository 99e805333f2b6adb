// create_task and await: weft_spawn and weft_join.
#include <stdio.h>
#include <weft.h>

static void *square(void *n) {
    weft_sleep(0.1);
    return WEFT_BOX(WEFT_UNBOX(n) * WEFT_UNBOX(n));
}

int main(void) {
    weft_task task = weft_spawn(square, WEFT_BOX(7));
    printf("started\n");
    void *result;
    int error = weft_join(task, &result);
    if (error) return 1;
    printf("%d\n", (int)WEFT_UNBOX(result));
    return 0;
}

// Output:
// started
// 49
