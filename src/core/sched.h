/* The scheduler knows who runs next, what time it is, and when to come back. There is one for the program. */
#ifndef WEFT_SCHED_H
#define WEFT_SCHED_H

#include "core/task.h"

struct weft__wait_kind;

/* What the end of the program wants to know of the tasks that are left. */
struct weft__exit_watch {
    /* One has ended. */
    void (*task_ended)(void);
    /* One is about to be told that it is cancelled. */
    void (*interrupted)(struct weft__task *task, const struct weft__wait_kind *kind, const char *file,
                        int line);
};

struct weft__sched {
    weft_queue ready;
    size_t ready_count;
    /* Of these, how many still have their turn in this round, which may go on over several pumps. */
    size_t round;
    weft_queue live; /* tasks that have not been freed, oldest first */
    size_t live_count, ended_count;
    int64_t now;                /* ns; of the last look at the clock, after the last round or since */
    struct weft__task *running; /* whose turn it is; NULL between turns */
    int budget;                 /* turns that this pump may still run */
    unsigned staying;           /* tasks that stay (weft__sched_stay) */
    struct weft__task *chosen; /* who has the next turn, and stays below another that has to leave; or NULL */
    unsigned to_stop; /* a pump stops at so many switches to a generator or back from here; 0: never */
    struct weft__task *stopped; /* whose turn has stopped there and goes on in the next pump, or NULL */
    weft_task ending; /* the task whose end is being told: it wakes others though nobody is running; or 0 */
    uint64_t switches, spawned;
    weft_queue host_requests; /* outstanding at the host */
    size_t owed;              /* of these, how many only the world outside finishes */
    uint64_t idle_yields;     /* turns in a row that ended in a yield */
    uint64_t busy_turns;      /* while a timer was armed, since the virtual clock moved or nobody was ready */
    uint64_t counted_turns;   /* of `switches`, those that busy_turns has counted or left out */
    uint64_t looks;           /* of the program at the clock, in a row and at the same time */
    size_t peak;              /* most tasks that had not ended at once */
    void (*finish)(struct weft__task *task); /* after a turn in which the task's function has returned */
    const struct weft__exit_watch *exit;     /* while the program ends, else NULL */
};
extern struct weft__sched weft__sched;

enum weft__next { WEFT__NEXT_NOW, WEFT__NEXT_AT, WEFT__NEXT_EVENT, WEFT__NEXT_NEVER };

/* Runs at most `budget` turns (0: no limit) and says when to be called next; *at (ns) for WEFT__NEXT_AT.
   It never sleeps. NEVER: nothing can ever happen again, a deadlock. The toolchain knows this and
   weft__sched_turn_ended by their names (web/toolchain/suspension.ts). */
enum weft__next weft__sched_pump(int64_t now, int budget, int64_t *at);
/* Between pumps: it is that time now; who has waited for it becomes ready. How many tasks are ready. */
size_t weft__sched_wake(int64_t now);
/* Is called after a turn of this task. */
void weft__sched_turn_ended(struct weft__task *task);
static inline void weft__sched_ready(struct weft__task *task) {
    task->state = WEFT_TASK_READY;
    weft__list_push(&weft__sched.ready, &task->ready_link);
    weft__sched.ready_count++;
}
/* A task that is ready gets no turn. */
static inline void weft__sched_withdraw(struct weft__task *task) {
    weft__list_remove(&task->ready_link);
    weft__sched.ready_count--;
}
/* How many tasks have not ended. */
static inline size_t weft__sched_unended(void) { return weft__sched.live_count - weft__sched.ended_count; }
/* Time has passed within the turn of the running task: it has called one of libc's sleeps, or looked at the
   virtual clock until that moved. */
void weft__sched_blocked(void);
/* The next pump stops in the midst of a turn, where the stack is switched to a generator or back for so many
   times; 0: it does not. */
void weft__sched_stop_at_switch(unsigned count);
/* The stack is switched here. true: the pump is to stop, and the running task is to be suspended as if it
   waited. */
bool weft__sched_stop(void);
/* A task whose turn has ended need not leave the engine's stack: where the backend allows it, others run
   above its frames until it has its next turn, and then it simply returns. So of two tasks that hand over to
   each other the frames of one are saved and put back. true: its next turn has begun. false: it is to
   leave after all, since somebody below has the next turn, or nobody. Only where weft__sched_may_stay. */
bool weft__sched_stay(struct weft__task *task);
/* Each that stays takes up room on the engine's stack, of which nobody knows how much is left: so they are
   few, and only such whose functions do not call themselves. */
enum { WEFT__MAX_STAYING = 8 };
static inline bool weft__sched_may_stay(const struct weft__task *task) {
    if (!WEFT__CONTEXT_CAN_STAY || weft__sched.staying >= WEFT__MAX_STAYING) return false;
    if (!task->coroutine.bounded || task->active != &task->coroutine) return false;
    const struct weft__link *first = weft__list_first(&weft__sched.ready);
    if (!first) return false;
    const struct weft__task *next = weft__container(first, const struct weft__task, ready_link);
    return !next->stays || next == task;
}
/* The running task is about to wait: the context to suspend, which returns at its next turn. */
static inline struct weft__context *weft__sched_leave(struct weft__task *task) {
    return &task->active->context;
}

#endif
