// as_completed: ask which task has ended, join that one, and ask again.
#include <stdio.h>
#include <weft.h>

static void *download(void *seconds) {
    weft_sleep((double)WEFT_UNBOX(seconds));
    return seconds;
}

int main(void) {
    weft_task tasks[] = {
        weft_spawn(download, WEFT_BOX(3)),
        weft_spawn(download, WEFT_BOX(1)),
        weft_spawn(download, WEFT_BOX(2)),
    };
    for (size_t left = 3; left > 0; left--) {
        int which = weft_wait_any(tasks, left);
        if (which < 0) return 1;
        void *result;
        if (weft_join(tasks[which], &result)) return 1;
        printf("%d\n", (int)WEFT_UNBOX(result));
        tasks[which] = tasks[left - 1];
    }
    return 0;
}

// Output:
// 1
// 2
// 3
