/* Cancellation and timeout scopes can interrupt a call that waits; shields hold both off. */
#ifndef WEFT_INTERRUPTION_H
#define WEFT_INTERRUPTION_H

#include "core/sched.h"
#include "core/timer.h"

/* An open timeout scope. It lies in Weft's own memory: the program's weft_timeout only has its mark, so that
   nothing else is ever read of one whose function may have returned. */
struct weft__scope {
    struct weft__timer timer;
    struct weft__scope *outer;
    const struct weft__timeout_mark *mark; /* the program's weft_timeout; NULL: the library's own scope */
    uint64_t number;                       /* what must stand there; no two scopes have the same */
    struct weft__place begun;
    weft_task task;
    unsigned shields; /* that were open when it was opened */
    bool expired;
};

/* What lies in a weft_timeout while it is open. */
struct __attribute__((may_alias)) weft__timeout_mark {
    struct weft__scope *scope;
    uint64_t number;
};

/* Has its time passed at `now`? Also when its task has held the turn beyond the deadline, so that
   the timer could not fire. */
bool weft__scope_has_expired(struct weft__scope *scope, int64_t now);
/* A shield that was opened inside the scope holds it off. One in which the scope was opened does
   not: clean-up may be timed. */
bool weft__scope_is_held_off(const struct weft__scope *scope, const struct weft__task *task);
/* Has any scope of the task that is not held off expired? */
bool weft__any_scope_has_expired(const struct weft__task *task, int64_t now);

/* WEFT_ECANCELED or WEFT_ETIMEDOUT when it is to stop at `now`, or 0. */
int weft__find_interruption(const struct weft__task *task, int64_t now);
/* The same, of the running task, in whose turn time may have passed: a clock is read, which costs more than a
   switch, where a scope is open. */
int weft__find_interruption_now(const struct weft__task *task);
static inline int weft__interruption(const struct weft__task *task) {
    return task->cancelled || task->scopes ? weft__find_interruption_now(task) : 0;
}
/* The same, where its turn has just begun: the clock was read when the round did. */
static inline int weft__interruption_in_turn(const struct weft__task *task) {
    return task->cancelled || task->scopes ? weft__find_interruption(task, weft__sched.now) : 0;
}

/* Inside: nothing interrupts the running task, whatever began before. */
static inline void weft__shield(struct weft__task *task) { task->shields++; }
static inline void weft__unshield(struct weft__task *task) { task->shields--; }

/* Misuse if the innermost timeout of the running task is gone: it lies on this stack below `end`, below which
   no frame of the program's is in use, or it has been overwritten. */
void weft__check_scopes_above(const struct weft__task *task, const void *end);
/* The same, for a call of the library that has no frame of its own, or a small one. */
#if WEFT__LARGE_FRAMES
#define weft__check_scopes(task) weft__check_scopes_above((task), weft__frame_end())
#else
void weft__check_scopes(const struct weft__task *task);
#endif
/* A timeout, or else a shield, that is still open though `who` has ended: misuse. */
_Noreturn void weft__refuse_open(const struct weft__task *task, bool timeout, const char *who);

#endif
