// Semaphore: two of the four run at a time.
#include <stdio.h>
#include <weft.h>

static weft_sem gate;

static void *download(void *n) {
    if (weft_sem_acquire(&gate)) return NULL;
    printf("%d begins at %g s\n", (int)WEFT_UNBOX(n), weft_now());
    weft_sleep(1);
    weft_sem_release(&gate);
    return NULL;
}

int main(void) {
    weft_sem_init(&gate, 2);
    weft_task tasks[4];
    for (int n = 0; n < 4; n++) tasks[n] = weft_spawn(download, WEFT_BOX(n));
    return weft_gather(tasks, 4, NULL) ? 1 : 0;
}

// Output:
// 0 begins at 0 s
// 1 begins at 0 s
// 2 begins at 1 s
// 3 begins at 1 s
