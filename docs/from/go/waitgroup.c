// go and sync.WaitGroup: detached tasks, counted.
#include <stdio.h>
#include <weft.h>

static weft_waitgroup work;

static void *square(void *n) {
    printf("%d\n", (int)(WEFT_UNBOX(n) * WEFT_UNBOX(n)));
    weft_waitgroup_done(&work);
    return NULL;
}

int main(void) {
    for (int n = 1; n <= 3; n++) {
        weft_task task = weft_spawn(square, WEFT_BOX(n));
        if (task < 0) return 1;
        weft_waitgroup_add(&work, 1);
        weft_detach(task);
    }
    weft_waitgroup_wait(&work);
    return 0;
}

// Output:
// 1
// 4
// 9
