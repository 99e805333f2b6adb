/* Right: main joins the task that does the work. */
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
    int error = weft_join(task, NULL);
    assert(done);
    return error;
}
