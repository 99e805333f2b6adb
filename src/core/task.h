/* A task has a control block, for its birth, its end and its freedom. */
#ifndef WEFT_TASK_H
#define WEFT_TASK_H

#include "base/list.h"
#include "context/coroutine.h"

struct weft__task;

/* Told once, when a task ends. */
struct weft__completion {
    struct weft__link link; /* in the task's list, until it is told or withdrawn */
    void (*ended)(struct weft__completion *completion, struct weft__task *task);
};

/* A place in the program. */
struct weft__place {
    const char *file;
    int line;
};

struct weft__task {
    struct weft__coroutine coroutine;
    struct weft__coroutine *active; /* while it runs: its own, or the innermost generator's */
    weft_task id;
    const char *name; /* static, or owned_name */
    char *owned_name;
    const char *file; /* of the call in which it last waited, or of its spawn */
    int line;
    int state;   /* WEFT_TASK_… */
    int outcome; /* once ended: what joining it returns; of a group's task its return value */
    struct weft__link ready_link; /* while ready */
    struct weft__link live_link;  /* until it is freed */
    struct weft__task *next_in_bucket;
    struct weft__wait *wait;         /* while parked */
    weft_queue completions;          /* struct weft__completion: who is told of its end, in this order */
    struct weft__completion joining; /* in it while it is joined: at most one joins */
    struct weft__wait *joiner;       /* who joins it, until they have its result or give up */
    struct weft_group *group;        /* whose it is, or NULL; then group_link and group_fn hold */
    struct weft__link group_link;
    int (*group_fn)(void *); /* what it runs */
    void (*release)(
        struct weft__task *task);    /* its end, once all have been told; NULL: it waits to be joined */
    struct weft__scope *scopes;      /* the innermost open timeout (core/interruption.h) */
    struct weft__place shield_begun; /* where a shield was begun last */
    unsigned shields;                /* so many are open */
    uint64_t switches, end_order;
    uint64_t priority; /* under the policy pct: the highest has the next turn; 0: none yet */
    int64_t cpu;       /* processor time, ns; measured while the run is traced */
    bool detached, cancelled;
    bool stays;     /* its turn has ended, but its frames are on the engine's stack (weft__sched_stay) */
    bool delivered; /* a call has told it that it is cancelled */
    bool cut_off;   /* while the program ends: it gets no more turns */
    struct weft__place ignored; /* while the program ends: the call that was told ECANCELED last */
};

/* A new task, ready to run; NULL: there is no memory. options may be NULL. */
struct weft__task *weft__task_new(void *(*fn)(void *), void *argument, const weft_spawn_options *options,
                                  const char *name, const char *file, int line);
/* Makes main's control block: task 1, on a stack that is not of a pool. */
void weft__task_init_main(struct weft__task *task);
/* What happens at a task's end: its stack goes back, whoever asked is told. */
void weft__task_finish(struct weft__task *task);
/* Whether the program can tell in which order tasks end. */
extern bool weft__task_ends_are_ordered;
void weft__task_free(struct weft__task *task);
/* It is told of the task's end, after those that have asked before. */
static inline void weft__task_subscribe(struct weft__task *task, struct weft__completion *completion) {
    weft__list_push(&task->completions, &completion->link);
}

#endif
