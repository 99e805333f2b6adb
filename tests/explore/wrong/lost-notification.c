/* Wrong: the flag is looked at without the lock. Between the look and the wait the signal may be given,
   which nobody hears. */
#include <stdbool.h>
#include <weft.h>

static weft_mutex lock;
static weft_cond changed;
static bool done;

static void *wait_for_it(void *unused) {
    (void)unused;
    if (done) return NULL;
    weft_mutex_lock(&lock);
    weft_cond_wait(&changed, &lock);
    weft_mutex_unlock(&lock);
    return NULL;
}

static void *do_it(void *unused) {
    (void)unused;
    weft_yield();
    weft_mutex_lock(&lock);
    weft_yield();
    done = true;
    weft_cond_signal(&changed);
    weft_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(wait_for_it, NULL), weft_spawn(do_it, NULL)};
    return weft_gather(tasks, 2, NULL);
}
