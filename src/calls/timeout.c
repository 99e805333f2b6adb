/* Each task has a stack of timeout scopes, the innermost first. */
#include <math.h>

#include "base/failure.h"
#include "base/memory.h"
#include "core/sched.h"
#include "core/timeout.h"
#include "report/fatal.h"

_Static_assert(sizeof(struct weft__timeout_mark) <= sizeof(weft_timeout), "a weft_timeout holds a mark");
_Static_assert(_Alignof(struct weft__timeout_mark) <= _Alignof(weft_timeout), "a weft_timeout holds a mark");

/* ---- Scopes that are not in use; the first need no allocation, and what was allocated is kept ---- */

enum { RESERVED = 64 }; /* scopes open at once, in all tasks together */

static struct weft__scope reserve[RESERVED], *unused;
static size_t reserve_taken;

static struct weft__scope *take_scope(void) {
    struct weft__scope *scope = unused;
    if (scope) unused = scope->outer;
    else if (reserve_taken < RESERVED) scope = &reserve[reserve_taken++];
    else scope = weft__alloc(sizeof *scope);
    if (!scope)
        weft__fail(&(struct weft__failure){.kind = WEFT__OUT_OF_MEMORY, .why = "no room for a timeout"});
    return scope;
}

static void give_scope(struct weft__scope *scope) {
    scope->outer = unused;
    unused = scope;
}

/* ---- The calls ---- */

/* The place of the new timeout is compared first: what stands there may be of a frame that is gone. */
static void check_innermost(const struct weft__task *task, const struct weft__timeout_mark *mark,
                            const void *frame_end, const char *file, int line) {
    if (!task->scopes) return;
    if (task->scopes->mark == mark)
        weft__misuse("weft_timeout_begin",
                     "the timeout is open already: weft_timeout_end is missing, here or before a return",
                     file, line);
    weft__check_scopes_above(task, frame_end);
}

void weft_timeout_begin_at(weft_timeout *timeout, double seconds, const char *file, int line) {
    static uint64_t number;
    struct weft__timeout_mark *mark = (struct weft__timeout_mark *)timeout;
    if (isnan(seconds)) weft__misuse("weft_timeout_begin", "the seconds are not a number", file, line);
    check_innermost(weft__sched.running, mark, weft__frame_end(), file, line);
    struct weft__scope *scope = take_scope();
    weft__scope_open(scope, seconds, (struct weft__place){file, line});
    scope->mark = mark;
    scope->number = ++number;
    *mark = (struct weft__timeout_mark){.scope = scope, .number = number};
}

bool weft_timeout_end_at(weft_timeout *timeout, const char *file, int line) {
    struct weft__scope *scope = weft__sched.running->scopes;
    if (scope) weft__check_scopes_above(weft__sched.running, weft__frame_end());
    if (!scope || scope->mark != (struct weft__timeout_mark *)timeout)
        weft__misuse("weft_timeout_end", "it is not the task's innermost timeout", file, line);
    bool expired = weft__scope_close(scope);
    give_scope(scope);
    return expired;
}
