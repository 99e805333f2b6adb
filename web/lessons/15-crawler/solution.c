// All three rules are kept.
#include <assert.h>
#include <stdio.h>
#include <weft.h>
static int server[] = {0, 0, 1, 1}, seconds[] = {1, 1, 9, 1};
static int asked[2], under_way;
static weft_sem one_of[2], all;
static void *visit(void *arg) {
    int page = (int)WEFT_UNBOX(arg);
    weft_sem_acquire(&one_of[server[page]]);
    weft_sem_acquire(&all);
    assert(++asked[server[page]] <= 1 && ++under_way <= 2);
    weft_timeout limit;
    weft_timeout_begin(&limit, 3);
    weft_sleep(seconds[page]);
    weft_timeout_end(&limit);
    asked[server[page]]--, under_way--;
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
    weft_gather(tasks, 4, NULL);
    printf("all after %.0f s\n", weft_now());
}

// Output:
// all after 4 s
