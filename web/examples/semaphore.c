// Six downloads, but never more than two at a time.
//
// A semaphore is a count of permits. weft_sem_acquire takes one
// and waits while there is none; weft_sem_release gives it back,
// and who has waited longest goes next.
#include <stdio.h>
#include <weft.h>

static weft_sem permits;

static void *download(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    int rc = weft_sem_acquire(&permits);
    if (rc < 0)   // cancelled: then we hold no permit
        return NULL;

    printf("%.0f s  %d begins\n", weft_now(), n);
    weft_sleep(n % 2 ? 1 : 2);   // the odd ones are quick
    printf("%.0f s  %d is done\n", weft_now(), n);

    weft_sem_release(&permits);
    return NULL;
}

int main(void) {
    weft_sem_init(&permits, 2);

    weft_task tasks[6];
    for (int n = 1; n <= 6; n++)
        tasks[n - 1] = weft_spawn(download, WEFT_BOX(n));
    weft_gather(tasks, 6, NULL);
    printf("%.0f s  all done\n", weft_now());
    return 0;
}

// Output:
// 0 s  1 begins
// 0 s  2 begins
// 1 s  1 is done
// 1 s  3 begins
// 2 s  2 is done
// 2 s  3 is done
// 2 s  4 begins
// 2 s  5 begins
// 3 s  5 is done
// 3 s  6 begins
// 4 s  4 is done
// 5 s  6 is done
// 5 s  all done
