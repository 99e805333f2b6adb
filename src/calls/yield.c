/* weft_yield does not wait, but ends the turn. It has a file of its own, since it switches by itself
   (context.h) and so must not be inlined into another call. */
#include "base/trace.h"
#include "base/watch.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/turn.h"
#include "core/wait.h"

/* Out of the way of the code that runs at every yield. */
#define COLD __attribute__((noinline, cold))

static const struct weft__wait_kind yielding = {.call = "weft_yield"};

static inline bool may_be_interrupted(const struct weft__task *task) {
    return task->scopes || task->cancelled;
}

/* Whether more is to be done than to make the task ready again and to trace it. */
static inline bool is_watched(const struct weft__task *task) {
    return may_be_interrupted(task) || (weft__watched & ~(uint32_t)WEFT__WATCH_TRACE) ||
           weft__has_unfinished_lines();
}

static __attribute__((noinline)) void trace_yield(struct weft__task *task) {
    weft__metering_turn_ends(task, false);
    weft__trace_put(WEFT__EVENT_SUSPEND, task->id,
                    (struct weft__trace){.call = yielding.call, .file = task->file, .line = task->line});
}

static inline void end_turn(struct weft__task *task, const char *file, int line) {
    weft__sched.idle_yields++;
    weft__sched_ready(task);
    task->file = file;
    task->line = line;
}

/* false: the task is to go on with its turn, since it has been interrupted. */
static COLD bool end_watched_turn(struct weft__task *task, const char *file, int line) {
    if (task->scopes) weft__check_scopes(task);
    if (weft__interruption_in_turn(task)) return false; /* and after the turn the clock is read anyway */
    end_turn(task, file, line);
    if (weft__choices_steered) weft__choices_yielded(task);
    weft__flush_unfinished_lines();
    return true;
}

static COLD int interruption(struct weft__task *task, const char *file, int line) {
    int error = weft__interruption_in_turn(task);
    return error ? weft__deliver(task, error, &yielding, file, line) : 0;
}

int weft_yield_at(const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    if (!weft__context_returned()) {
        if (!is_watched(task)) end_turn(task, file, line);
        else if (!end_watched_turn(task, file, line)) return interruption(task, file, line);
        if (__builtin_expect(weft__tracing, 0)) trace_yield(task);
        bool comes = weft__sched_may_stay(task) && weft__sched_stay(task);
        if (!comes && !weft__context_leave_again(weft__sched_leave(task))) return 0;
    }
    return may_be_interrupted(task) ? interruption(task, task->file, task->line) : 0;
}
