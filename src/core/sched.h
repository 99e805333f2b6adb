/* The scheduler: who runs next, what time it is, when to come back. One for the program. */
#ifndef WEFT_SCHED_H
#define WEFT_SCHED_H

#include "core/task.h"

struct weft__sched {
    weft_queue ready;
    size_t ready_count;
    size_t
        round; /* of these, how many still have their turn in this round, which may go on over several pumps */
    weft_queue live; /* tasks that have not been freed, oldest first */
    size_t live_count, ended_count;
    weft_timer *timers;
    uint64_t timer_order;
    int64_t now;                /* ns; of the last look at the clock */
    struct weft__task *running; /* whose turn it is; NULL between turns */
    uint64_t switches, spawned, ended;
    uint64_t random;       /* the state of the run's random numbers */
    weft_queue operations; /* outstanding at the host */
    int32_t last_operation;
    unsigned idle_yields; /* turns in a row that ended in a yield */
    bool
        host_is_next; /* the host may have something to hand in: the pump returns at the end of this round, wherever it began */
    size_t peak; /* most tasks that had not ended at once */
    bool exiting;
};
extern struct weft__sched weft__sched;

enum weft__next { WEFT__NEXT_NOW, WEFT__NEXT_AT, WEFT__NEXT_EVENT, WEFT__NEXT_NEVER };

/* Runs at most `budget` turns (0: no limit), or fewer where the host is next, and says when to be called next; *at (ns) for WEFT__NEXT_AT.
   It neither sleeps nor re-enters.
   NEVER: nothing can ever happen again, a deadlock. */
enum weft__next weft__sched_pump(int64_t now, int budget, int64_t *at);
/* After a turn of this task. */
void weft__sched_turn_ended(struct weft__task *task);
static inline void weft__sched_ready(struct weft__task *task) {
    task->state = WEFT_TASK_READY;
    if (task->cut_off) return;
    weft__list_push(&weft__sched.ready, &task->ready_link);
    weft__sched.ready_count++;
}
/* The running task has called one of libc's sleeps: time has passed though nobody waited. */
void weft__sched_blocked(void);
/* The running task is about to wait: the context to suspend, which returns at its next turn. */
static inline struct weft__context *weft__sched_leave(struct weft__task *task) {
    task->active->parked = true;
    return &task->active->context;
}

/* deadline in ns; WEFT__NEVER arms nothing. */
#define WEFT__NEVER INT64_MAX
void weft__timer_arm(weft_timer *timer, int64_t deadline, void (*fire)(weft_timer *timer));
void weft__timer_disarm(weft_timer *timer);
/* The deadline of so many seconds from now; of more than a century, WEFT__NEVER. */
int64_t weft__deadline(double seconds);

/* A random number below `bound` (> 0), from the run's seed. */
uint64_t weft__random(uint64_t bound);

#endif
