/* Wrong: each task adds itself to the waitgroup when it begins. Whoever waits before that waits for nobody.
   */
#include <assert.h>
#include <weft.h>

static weft_waitgroup workers;
static int done;

static void *work(void *unused) {
    (void)unused;
    weft_waitgroup_add(&workers, 1);
    weft_yield();
    done++;
    weft_waitgroup_done(&workers);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(work, NULL), weft_spawn(work, NULL)};
    weft_yield();
    weft_waitgroup_wait(&workers);
    assert(done == 2);
    return weft_gather(tasks, 2, NULL);
}
