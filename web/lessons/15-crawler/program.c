// Four pages of two servers, politely.
#include <stdio.h>
#include <weft.h>

static int server[] = {0, 0, 1, 1}, seconds[] = {1, 1, 9, 1};
static weft_sem one_of[2], all;

static void *visit(void *arg) {
    int page = (int)WEFT_UNBOX(arg);
    weft_sem_acquire(&one_of[server[page]]);
    weft_sem_acquire(&all);
    weft_timeout limit;
    weft_timeout_begin(&limit, 3);
    weft_sleep(seconds[page]);       // stands for weft_fetch
    const char *end = weft_timeout_end(&limit) ? "late" : "read";
    printf("%.0f s  page %d: %s\n", weft_now(), page, end);
    weft_sem_release(&all);
    weft_sem_release(&one_of[server[page]]);
    return NULL;
}

int main(void) {
    weft_task tasks[4];
    weft_sem_init(&all, 2);
    for (int i = 0; i < 2; i++) weft_sem_init(&one_of[i], 1);
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(visit, WEFT_BOX(i));
    return weft_gather(tasks, 4, NULL);
}

// Output:
// 1 s  page 0: read
// 2 s  page 1: read
// 3 s  page 2: late
// 4 s  page 3: read
