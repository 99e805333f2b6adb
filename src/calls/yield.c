/* weft_yield does not wait, but ends the turn. It has a file of its own, since it switches by itself
   (context.h) and so must not be inlined into another call. */
#include "core/interruption.h"
#include "core/sched.h"
#include "core/wait.h"

static const struct weft__wait_kind yielding = {.call = "weft_yield"};

int weft_yield_at(const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    bool returned = weft__context_returned();
    if (!returned) {
        if (task->scopes) weft__check_scopes(task);
        if (!weft__interruption(task) && !weft__context_leave(weft__yield_begin(task, file, line))) return 0;
    }
    int error = weft__interruption(task);
    if (returned) { /* and the arguments are not what they were */
        file = task->file;
        line = task->line;
    }
    return error ? weft__deliver(task, error, &yielding, file, line) : 0;
}
