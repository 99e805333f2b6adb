/* Wrong: main sleeps for as long as the work takes, and takes it for granted that the work is done. */
#include <assert.h>
#include <stdbool.h>
#include <weft.h>

static bool done;

static void *work(void *unused) {
    (void)unused;
    weft_sleep(0.01);
    done = true;
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(work, NULL);
    weft_yield();
    weft_sleep(0.01);
    assert(done);
    return weft_join(task, NULL);
}
