// Two at a time: who has no slot waits for one.
#include <stdio.h>
#include <weft.h>

static char *urls[] = {
    "/delay/1", "/delay/3", "/delay/2", "/delay/2",
};
static weft_sem slots;

static void *get(void *url) {
    weft_response answer;
    weft_sem_acquire(&slots);
    if (weft_fetch(url, NULL, &answer) == 0)
        printf("%.0f s  %s", weft_now(), answer.body);
    weft_sem_release(&slots);
    weft_response_free(&answer);
    return NULL;
}

int main(void) {
    weft_task tasks[4];
    weft_sem_init(&slots, 2);
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(get, urls[i]);
    return weft_gather(tasks, 4, NULL);
}

// Output:
// 1 s  waited 1 s
// 3 s  waited 3 s
// 3 s  waited 2 s
// 5 s  waited 2 s
