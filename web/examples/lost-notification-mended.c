// A notification that is never lost: the flag is looked at under
// the lock, in a loop.
//
// weft_cond_wait lets go of the lock and begins to wait in one
// step, so that nothing fits in between.
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static bool arrived;

static void *read_news(void *unused) {
    weft_mutex_lock(&lock);
    while (!arrived) weft_cond_wait(&changed, &lock);
    weft_mutex_unlock(&lock);
    printf("read\n");
    return unused;
}

static void *bring_news(void *unused) {
    weft_yield();
    weft_mutex_lock(&lock);
    weft_yield();
    arrived = true;
    weft_cond_signal(&changed);
    weft_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(read_news, NULL), weft_spawn(bring_news, NULL)};
    weft_gather(tasks, 2, NULL);
    return 0;
}

// Output:
// read
