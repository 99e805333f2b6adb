// The rules are asserted; now keep them.
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static int server[] = {0, 0, 1, 1}, seconds[] = {1, 1, 9, 1};
static int asked[2], under_way;

static void *visit(void *arg) {
    int page = (int)WEFT_UNBOX(arg);
    assert(++asked[server[page]] <= 1 && ++under_way <= 2);
    weft_sleep(seconds[page]);       // at most 3 s
    asked[server[page]]--;
    under_way--;
    return NULL;
}

int main(void) {
    weft_task tasks[4];
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(visit, WEFT_BOX(i));
    weft_gather(tasks, 4, NULL);
    printf("all after %.0f s\n", weft_now());
    return 0;
}
