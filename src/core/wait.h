/* The only way to block: arm ▸ park ▸ wake ▸ disarm. Every call that waits is
 *
 *     struct weft__wait wait;
 *     int error = weft__wait_begin(&wait, "weft_…", file, line);     // cancelled or timed out already?
 *     if (error) return error;
 *     … return at once if there is nothing to wait for …
 *     weft__wait_arm(&wait, &waiter, &queue);                        // as many as can wake it
 *     return weft__wait_park(&wait);                                 // others run; what the waker said, or the interruption
 *
 * Whoever has what is waited for calls weft__wait_wake. Cancellation and timeouts wake with their error; nothing else knows of them.
 * A wake-up disarms at once, so a waiter that is found in a queue is always still waiting. */
#ifndef WEFT_WAIT_H
#define WEFT_WAIT_H

#include "base/list.h"
#include "context/context.h"

struct weft__task;
struct weft__wait;

/* A place in one queue. */
struct weft__waiter {
    struct weft__link link;
    struct weft__wait *wait;
    struct weft__waiter *next_of_wait; /* the others of the same wait */
    int index;                         /* what the wait returns when this one wakes it */
};

struct weft__wait {
    struct weft__task *task;
    const char *call, *file;
    int line;
    const void *object;      /* what it waits in: for reports and the trace */
    weft_task waiting_for;   /* whom it waits for, or 0; or */
    const weft_task *holder; /* where that stands and may change, or NULL */
    struct weft__waiter *armed;
    size_t remaining; /* of a join or gather: tasks that have not ended */
    int result;       /* once woken */
    bool woken;       /* by what it waited for, not by an interruption */
    bool
        keeps; /* the wake-up carries something: an interruption that comes after it is left to the next call */
};

/* 0, or WEFT_ECANCELED or WEFT_ETIMEDOUT when the running task is to stop. */
int weft__wait_begin(struct weft__wait *wait, const char *call, const char *file, int line);
void weft__wait_arm(struct weft__wait *wait, struct weft__waiter *waiter, weft_queue *queue);
/* Suspends the running task until it is woken; what weft__wait_wake was given, or the interruption. */
static inline int weft__wait_park(struct weft__wait *wait);
/* Makes the task of a parked wait ready; nothing if it is not parked (yet, or any more: it was interrupted). */
void weft__wait_wake(struct weft__wait *wait, int result);
/* Wakes the first of a queue with its index; false: there is none. */
bool weft__wait_wake_first(weft_queue *queue);
void weft__wait_wake_all(weft_queue *queue);
/* Whom it waits for, or 0. */
static inline weft_task weft__wait_peer(const struct weft__wait *wait) {
    return wait->holder ? *wait->holder : wait->waiting_for;
}
/* Wakes it with an error, if it is parked. */
void weft__wait_interrupt(struct weft__task *task, int error);

/* Its parts: inlined, so that no frame but the caller's lies between the program's and the switch. */
struct weft__context *weft__wait_leave(struct weft__wait *wait);
int weft__wait_back(struct weft__wait *wait);
static inline int weft__wait_park(struct weft__wait *wait) {
    weft__context_suspend(weft__wait_leave(wait));
    return weft__wait_back(wait);
}

#endif
