/* weft_yield does not wait, but ends the turn. It has a file of its own, since it switches by itself
   (context.h) and so must not be inlined into another call. */
#include "base/trace.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/turn.h"
#include "core/wait.h"

static const struct weft__wait_kind yielding = {.call = "weft_yield"};

/* Out of line: most yields need none of it. */
static __attribute__((noinline)) void trace_yield(struct weft__task *task) {
    weft__metering_turn_ends(task, false);
    weft__trace_put(WEFT__EVENT_SUSPEND, task->id,
                    (struct weft__trace){.call = yielding.call, .file = task->file, .line = task->line});
}

static inline struct weft__context *yield_turn(struct weft__task *task, const char *file, int line) {
    weft__sched.idle_yields++;
    weft__sched_ready(task);
    if (__builtin_expect(weft__choices_steered, 0)) weft__choices_yielded(task);
    weft__turn_end(task, file, line);
    if (__builtin_expect(weft__tracing, 0)) trace_yield(task);
    return weft__sched_leave(task);
}

int weft_yield_at(const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    bool returned = weft__context_returned();
    if (!returned) {
        bool stops = false;
        if (task->scopes || task->cancelled) {
            if (task->scopes) weft__check_scopes(task);
            stops = weft__interruption_in_turn(task) != 0; /* and after the turn the clock is read anyway */
        }
        if (!stops) {
            struct weft__context *context = yield_turn(task, file, line);
            bool comes = weft__sched_may_stay(task) && weft__sched_stay(task);
            if (!comes && !weft__context_leave_again(context)) return 0;
        }
    }
    int error = weft__interruption_in_turn(task);
    if (returned) { /* and the arguments are not what they were */
        file = task->file;
        line = task->line;
    }
    return error ? weft__deliver(task, error, &yielding, file, line) : 0;
}
