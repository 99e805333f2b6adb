/* Wrong: the worker takes it for granted that the other task, which was spawned before it, has set the
   configuration. */
#include <assert.h>
#include <stddef.h>
#include <weft.h>

static const char *configuration;

static void *configure(void *unused) {
    (void)unused;
    configuration = "fast";
    return NULL;
}

static void *work(void *unused) {
    (void)unused;
    assert(configuration != NULL);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(configure, NULL), weft_spawn(work, NULL)};
    return weft_gather(tasks, 2, NULL);
}
