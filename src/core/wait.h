/* The only way to block: arm ▸ park ▸ wake ▸ disarm. Every call that waits is
 *
 *     static const struct weft__wait_kind kind = {.call = "weft_…"};
 *
 *     struct weft__wait wait;
 *     int error = weft__wait_begin(&wait, &kind, file, line);        // cancelled or timed out already?
 *     if (error) return error;
 *     … return at once if there is nothing to wait for …
 *     weft__wait_arm(&wait, &waiter, &queue, object);                // as many as can wake it
 *     return weft__wait_park(&wait); // others run; what the waker said, or the interruption
 *
 * Whoever has what is waited for calls weft__wait_wake. Cancellation and timeouts wake with their error;
 * nothing else knows of them. A wake-up disarms at once, so a waiter that is found in a queue is always still
 * waiting. A call declares its wait first, or last in a struct: then it lies highest in the frame, and all
 * that is below it is not the program's (see weft__check_scopes_above). */
#ifndef WEFT_WAIT_H
#define WEFT_WAIT_H

#include "core/task.h"

struct weft__wait;

/* A place in one queue. */
struct weft__waiter {
    struct weft__link link;
    struct weft__wait *wait;
    struct weft__waiter *next_of_wait; /* the others of the same wait */
    int index;                         /* what the wait returns when this one wakes it */
    const void *object;                /* whose queue it is in, as others touch it (base/touch.h) */
};

/* What the reports know of a call that waits: one constant for each call. */
struct weft__wait_kind {
    const char *call; /* its name */
    bool in_channel;  /* it waits in channels */
    bool for_any;     /* of the tasks for whose end it waits, one is enough */
    /* Does it wait for the end of this task? NULL: weft__wait_peer says all there is to say. */
    bool (*awaits)(const struct weft__wait *wait, const struct weft__task *task);
    const char *object; /* what it waits in, in a word: "mutex"; NULL: nothing that has a number */
    /* Writes in what it waits, as " on channel 1"; NULL: object and wait->number say all. */
    void (*describe)(const struct weft__wait *wait, char *text, size_t size);
};

struct weft__wait {
    struct weft__task *task;
    const struct weft__wait_kind *kind;
    const char *file;
    int line;
    int result;              /* once woken */
    unsigned number;         /* of what it waits in, among its kind: for reports and the trace; or 0 */
    weft_task waiting_for;   /* whom it waits for, or 0 */
    const weft_task *holder; /* where that stands and may change, or NULL */
    struct weft__waiter *armed;
    size_t remaining;     /* of a join or gather: tasks that have not ended */
    int64_t wakes_at;     /* of a sleep: when, in ns, for the trace */
    bool woken;           /* by what it waited for, not by an interruption */
    bool told;            /* of a cycle that it is in (report/cycle.h) */
    bool result_is_final; /* the wake-up carries something: a later interruption is left to the next call */
};

/* 0, or WEFT_ECANCELED or WEFT_ETIMEDOUT when the running task is to stop. */
#define weft__wait_begin(wait, kind, file, line) \
    weft__wait_begin_in(weft__frame_end(), (wait), (kind), (file), (line))
int weft__wait_begin_in(const void *frame_end, struct weft__wait *wait, const struct weft__wait_kind *kind,
                        const char *file, int line);
void weft__wait_arm(struct weft__wait *wait, struct weft__waiter *waiter, weft_queue *queue,
                    const void *object);
/* Suspends the running task until it is woken; what weft__wait_wake was given, or the interruption. */
static inline int weft__wait_park(struct weft__wait *wait);
/* Makes the task of a parked wait ready; nothing if it is not parked (yet, or any
   more: it was interrupted). */
void weft__wait_wake(struct weft__wait *wait, int result);
/* Wakes the first of a queue with its index; false: there is none. */
bool weft__wait_wake_first(weft_queue *queue);
void weft__wait_wake_all(weft_queue *queue);
/* Whom it waits for, or 0. */
static inline weft_task weft__wait_peer(const struct weft__wait *wait) {
    return wait->holder ? *wait->holder : wait->waiting_for;
}

/* Of what it waits in, or how many tasks it waits for. */
static inline uint32_t weft__wait_number(const struct weft__wait *wait) {
    return wait->remaining ? (uint32_t)wait->remaining : wait->number;
}

/* Wakes it with an error, if it is parked. */
void weft__wait_interrupt(struct weft__task *task, int error);
/* A call of the running task at that place is about to return this interruption, or 0. Returns it. */
int weft__deliver(struct weft__task *task, int error, const struct weft__wait_kind *kind, const char *file,
                  int line);

/* The parts of parking: inlined, so that no frame but the caller's lies between the
   program's and the switch. */
void weft__suspend_begin(struct weft__wait *wait);
/* Suspends the running task until its next turn. */
void weft__suspend(struct weft__task *task);
int weft__suspend_end(struct weft__wait *wait);
static inline int weft__wait_park(struct weft__wait *wait) {
    weft__suspend_begin(wait);
    weft__suspend(wait->task);
    return weft__suspend_end(wait);
}

#endif
