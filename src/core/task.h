/* The task's control block, and the table of tasks. */
#ifndef WEFT_TASK_H
#define WEFT_TASK_H

#include "base/list.h"
#include "context/coroutine.h"
#include "core/wait.h"

struct weft__task {
    struct weft__coroutine coroutine;
    struct weft__coroutine *active; /* while it runs: its own, or the innermost generator's */
    weft_task id;
    const char *name; /* static, or owned_name */
    char *owned_name;
    const char *file;        /* of the call in which it last waited, or of its spawn */
    int line, state;         /* state: WEFT_TASK_… */
    int (*group_fn)(void *); /* of a group's task: what it runs */
    int outcome;             /* once ended: what joining it returns; of a group's task its return value */
    struct weft__link ready_link; /* while ready */
    struct weft__link live_link;  /* until it is freed */
    struct weft__task *next_in_bucket;
    struct weft__wait *wait;   /* while parked */
    struct weft__wait *joiner; /* who joins it, until they have its result or give up */
    weft_queue watchers;       /* wait_any's */
    struct weft_group *group;
    struct weft__link group_link;
    struct weft_timeout *timeouts; /* the innermost scope */
    uint64_t switches, end_order;
    int64_t cpu; /* ns */
    unsigned shields;
    bool detached, cancelled, delivered, cut_off;
    const char *ignored_file; /* while the program ends: the call that was told ECANCELED last */
    int ignored_line;
};

/* The live or ended task of that id, or NULL. */
struct weft__task *weft__task_find(weft_task id);
struct weft__task *weft__task_self(void);
/* A new task, ready to run; NULL and *error. group may be NULL. */
struct weft__task *weft__task_new(void *(*fn)(void *), void *argument, const weft_spawn_options *options,
                                  const char *name, const char *file, int line, int *error);
/* Prepares main's control block: task 1, with no stack of a pool. */
void weft__task_init_main(struct weft__task *task);
/* What happens at a task's end: its stack goes back, whoever waits for it is told. */
void weft__task_finish(struct weft__task *task);
void weft__task_free(struct weft__task *task);
/* How many have ended and were neither joined nor detached. */
size_t weft__task_unjoined(void);
/* How many have not ended. */
size_t weft__task_running(void);

/* weft_join, under the name of the call that the program made. */
int weft__join(weft_task task, void **result, const char *call, const char *file, int line);

/* group.c: a task of a group has ended; who waits until all of a group have, or NULL. */
void weft__group_child_ended(struct weft__task *task);
const struct weft__wait *weft__group_closer(const struct weft_group *group);
/* cancel.c */
int weft__find_interruption(struct weft__task *task);
/* WEFT_ECANCELED or WEFT_ETIMEDOUT when it is to stop, or 0. */
static inline int weft__interruption(struct weft__task *task) {
    return task->cancelled || task->timeouts ? weft__find_interruption(task) : 0;
}
void weft__cancel(struct weft__task *task);
void weft__timeouts_drop(struct weft__task *task);

#endif
