// The usual shape of a task that can be cancelled anywhere: whatever it has taken, it
// gives back on the way out.
#include <stdio.h>
#include <weft.h>

static weft_sem permits;
static weft_mutex mutex;
static int inside;

static void *child(void *arg) {
    int steps = 0;
    if (weft_sem_acquire(&permits) < 0)
        goto no_permit;
    steps++;
    if (weft_mutex_lock(&mutex) < 0)
        goto no_lock;
    steps++;
    inside++;
    if (weft_sleep(1) == 0)
        steps++;
    inside--;
    weft_mutex_unlock(&mutex);
no_lock:
    weft_sem_release(&permits);
no_permit:
    printf("%d got as far as step %d at %g s\n", (int)WEFT_UNBOX(arg), steps, weft_now());
    return NULL;
}

int main(void) {
    weft_sem_init(&permits, 3);
    weft_task tasks[5];
    for (int i = 0; i < 5; i++)
        tasks[i] = weft_spawn(child, WEFT_BOX(i));
    weft_sleep(1.5);                   // 0 is through, 1 is inside, 2 and 3 wait for the lock, 4 for a permit
    for (int i = 1; i < 5; i++)
        weft_cancel(tasks[i]);
    weft_gather(tasks, 5, NULL);
    printf("%d inside; lock: %s; permits:", inside, weft_error_name(weft_mutex_try_lock(&mutex)));
    for (int i = 0; i < 4; i++)
        printf(" %s", weft_error_name(weft_sem_try_acquire(&permits)));
    printf("\n");
    return 0;
}

// Output:
// 0 got as far as step 3 at 1 s
// 1 got as far as step 2 at 1.5 s
// 2 got as far as step 1 at 1.5 s
// 3 got as far as step 1 at 1.5 s
// 4 got as far as step 0 at 1.5 s
// 0 inside; lock: WEFT_OK; permits: WEFT_OK WEFT_OK WEFT_OK WEFT_EAGAIN
