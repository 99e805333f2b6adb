/* weft_wait_for runs a task of its own, for so long at most. Whatever happens, the task has ended and been
   joined when it returns, and what the task returned is handed on. */
#include <math.h>

#include "base/touch.h"
#include "calls/join.h"
#include "core/cancel.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/timeout.h"

static const struct weft__wait_kind waiting = {.call = "weft_wait_for", .awaits = weft__joins};

/* Cancels the task and waits for it all the same; what joining it returns. */
static int stop_and_join(weft_task task, void **value, const char *file, int line) {
    struct weft__task *self = weft__sched.running;
    weft__cancel(weft__task_find(task));
    weft__shield(self);
    int outcome = weft__join(task, value, &waiting, file, line);
    weft__unshield(self);
    return outcome;
}

/* Joins it, after `seconds` by force. *interrupted: the error of the caller's own, or 0. */
static __attribute__((noinline)) int join_in_time(weft_task task, double seconds, void **value,
                                                  int *interrupted, const char *file, int line) {
    struct weft__scope scope;
    weft__scope_open(&scope, seconds, (struct weft__place){file, line});
    int outcome = weft__join(task, value, &waiting, file, line);
    bool time_is_up = weft__scope_close(&scope);
    *interrupted = 0;
    if (!weft__task_find(task)) return outcome;
    if (!(outcome == WEFT_ETIMEDOUT && time_is_up)) *interrupted = outcome;
    int late = stop_and_join(task, value, file, line);
    return late == 0 ? 0 : outcome;
}

int weft_wait_for_at(void *(*fn)(void *), void *arg, double seconds, void **result, const char *name,
                     const char *file, int line) {
    struct weft__wait entry;
    void *value = NULL;
    int interrupted, error = weft__wait_begin(&entry, &waiting, file, line);
    weft__touch_bytes(result, sizeof *result);
    if (result) *result = NULL;
    if (error) return error;
    if (isnan(seconds)) return WEFT_EINVAL;
    weft_task task = weft_spawn_at(fn, arg, NULL, name, file, line);
    if (task < 0) return (int)task;
    error = join_in_time(task, seconds, &value, &interrupted, file, line);
    weft__touch_bytes(result, sizeof *result);
    if (result) *result = value;
    return interrupted ? interrupted : error;
}
