// Never more tasks inside than permits, and all get their turn.
#include <stdio.h>
#include <weft.h>

static weft_sem sem;
static int inside, most, done;

static void *child(void *arg) {
    weft_sem_acquire(&sem);
    if (++inside > most)
        most = inside;
    weft_sleep((double)(WEFT_UNBOX(arg) % 5) + 1);
    inside--;
    done++;
    weft_sem_release(&sem);
    return NULL;
}

int main(void) {
    weft_task tasks[50];
    weft_sem_init(&sem, 7);
    for (int i = 0; i < 50; i++)
        tasks[i] = weft_spawn(child, WEFT_BOX(i));
    weft_gather(tasks, 50, NULL);
    printf("%d done, at most %d inside\n", done, most);
    return 0;
}

// Output:
// 50 done, at most 7 inside
