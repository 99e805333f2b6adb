/* Waiting for tasks to end: join, gather, wait_any. */
#include "base/memory.h"
#include "base/trace.h"
#include "core/sched.h"

/* 0 if `wait`'s task may join it. */
static int joinable(const struct weft__task *task, const struct weft__wait *wait) {
    if (!task || task->detached) return WEFT_EBADTASK;
    if (task == wait->task) return WEFT_EDEADLK;
    if (task->group || (task->joiner && task->joiner != wait)) return WEFT_EBUSY;
    return 0;
}

static void claim(struct weft__task *task, struct weft__wait *wait) {
    task->joiner = wait;
    if (task->state == WEFT_TASK_ENDED) return;
    wait->remaining++;
    wait->waiting_for = task->id;
}

/* Takes the result of a task that has ended, and frees it. */
static int collect(struct weft__task *task, void **result) {
    int outcome = task->outcome;
    weft__trace(JOIN, weft__sched.running->id, .peer = task->id);
    if (result) *result = task->coroutine.context.result;
    weft__task_free(task);
    return outcome;
}

int weft__join(weft_task id, void **result, const char *call, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, call, file, line);
    struct weft__task *task = weft__task_find(id);
    if (error == 0) error = joinable(task, &wait);
    if (error) return error;
    claim(task, &wait);
    if (wait.remaining > 0) error = weft__wait_park(&wait);
    if (error == 0) return collect(task, result);
    task->joiner = NULL;
    return error;
}

int weft_join_at(weft_task task, void **result, const char *file, int line) {
    return weft__join(task, result, "weft_join", file, line);
}

static void claim_all(const weft_task *tasks, size_t count, struct weft__wait *wait) {
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (joinable(task, wait) == 0 && !task->joiner) claim(task, wait);
    }
    if (wait->remaining > 1) wait->waiting_for = 0;
}

static void cancel_claimed(const weft_task *tasks, size_t count, const struct weft__wait *wait) {
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (task && task->joiner == wait) weft__cancel(task);
    }
}

/* The rest of a gather that was interrupted: its tasks are waited for all the same. */
static void wait_for_claimed(struct weft__wait *wait) {
    wait->task->shields++;
    while (wait->remaining > 0) weft__wait_park(wait);
    wait->task->shields--;
}

static int collect_all(const weft_task *tasks, size_t count, void **results, const struct weft__wait *wait) {
    int first = 0;
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        int error = joinable(task, wait);
        void *result = NULL;
        if (error == 0) error = collect(task, &result);
        if (results) results[i] = result;
        if (first == 0) first = error;
    }
    return first;
}

int weft_gather_at(const weft_task *tasks, size_t count, void **results, const char *file, int line) {
    struct weft__wait wait;
    int interrupted = weft__wait_begin(&wait, "weft_gather", file, line);
    claim_all(tasks, count, &wait);
    if (!interrupted && wait.remaining > 0) interrupted = weft__wait_park(&wait);
    if (interrupted) {
        cancel_claimed(tasks, count, &wait);
        wait_for_claimed(&wait);
    }
    int error = collect_all(tasks, count, results, &wait);
    return interrupted ? interrupted : error;
}

static int check_watched(const weft_task *tasks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (!task || task->detached) return WEFT_EBADTASK;
        if (task == weft__task_self()) return WEFT_EDEADLK;
    }
    return 0;
}

/* The index of the one that ended first, or -1. */
static int first_ended(const weft_task *tasks, size_t count) {
    int first = -1;
    uint64_t order = UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (task->state != WEFT_TASK_ENDED || task->end_order >= order) continue;
        first = (int)i;
        order = task->end_order;
    }
    return first;
}

static int watch(const weft_task *tasks, size_t count, struct weft__wait *wait) {
    struct weft__waiter few[4], *waiters = count <= 4 ? few : weft__alloc(count * sizeof *waiters);
    if (!waiters) return WEFT_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        waiters[i] = (struct weft__waiter){.index = (int)i};
        weft__wait_arm(wait, &waiters[i], &weft__task_find(tasks[i])->watchers);
    }
    if (count == 1) wait->waiting_for = tasks[0];
    int result = weft__wait_park(wait);
    if (waiters != few) weft__free(waiters);
    return result;
}

int weft_wait_any_at(const weft_task *tasks, size_t count, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, "weft_wait_any", file, line);
    if (error) return error;
    if (count == 0) return WEFT_EINVAL;
    error = check_watched(tasks, count);
    if (error) return error;
    int first = first_ended(tasks, count);
    return first >= 0 ? first : watch(tasks, count, &wait);
}
