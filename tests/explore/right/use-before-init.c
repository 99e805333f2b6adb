/* Right: the worker waits for the configuration. */
#include <assert.h>
#include <stddef.h>
#include <weft.h>

static const char *configuration;
static weft_event configured;

static void *configure(void *unused) {
    (void)unused;
    configuration = "fast";
    weft_event_set(&configured);
    return NULL;
}

static void *work(void *unused) {
    (void)unused;
    weft_event_wait(&configured);
    assert(configuration != NULL);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(configure, NULL), weft_spawn(work, NULL)};
    return weft_gather(tasks, 2, NULL);
}
