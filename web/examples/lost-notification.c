// A notification that nobody hears: it comes between the check
// and the wait.
//
// The flag is looked at without the lock. While the reader waits
// for the lock the news comes, and the signal with it; the
// reader then waits for one that has been given. Explore finds
// that order.
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static bool arrived;

static void *read_news(void *unused) {
    if (!arrived) {
        weft_mutex_lock(&lock);
        weft_cond_wait(&changed, &lock);
        weft_mutex_unlock(&lock);
    }
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
