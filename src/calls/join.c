/* join and gather wait for tasks to end. One task may join another, and is then first in that one's
   completions: told before all others. */
#include "calls/join.h"

#include "base/memory.h"
#include "base/touch.h"
#include "base/trace.h"
#include "core/cancel.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "report/cycle.h"

bool weft__joins(const struct weft__wait *wait, const struct weft__task *task) {
    return task->joiner == wait;
}

static const struct weft__wait_kind joining = {.call = "weft_join", .awaits = weft__joins};
static const struct weft__wait_kind gathering = {.call = "weft_gather", .awaits = weft__joins};

/* ---- Join ---- */

/* 0 if `wait`'s task may join it. */
static int joinable(const struct weft__task *task, const struct weft__wait *wait) {
    weft__touch(task);
    if (!task || task->detached) return WEFT_EBADTASK;
    if (task == wait->task) return WEFT_EDEADLK;
    if (task->group || (task->joiner && task->joiner != wait)) return WEFT_EBUSY;
    return 0;
}

static void joined_has_ended(struct weft__completion *completion, struct weft__task *task) {
    (void)completion;
    if (--task->joiner->remaining == 0) weft__wait_wake(task->joiner, 0);
}

static void claim(struct weft__task *task, struct weft__wait *wait) {
    task->joiner = wait;
    if (task->state == WEFT_TASK_ENDED) return;
    task->joining.ended = joined_has_ended;
    weft__list_push_first(&task->completions, &task->joining.link);
    wait->remaining++;
    wait->waiting_for = task->id;
}

static void give_up(struct weft__task *task) {
    weft__list_remove(&task->joining.link);
    task->joiner = NULL;
}

/* Takes the result of a task that has ended, and frees it. */
static int collect(struct weft__task *task, void **result) {
    int outcome = task->outcome;
    weft__trace(JOIN, weft__sched.running->id, .peer = task->id);
    weft__touch_bytes(result, sizeof *result);
    if (result) *result = task->coroutine.context.result;
    weft__task_free(task);
    return outcome;
}

/* Inlined: each frame between the program's and the switch is saved and put back. */
__attribute__((always_inline)) static inline int
join(weft_task id, void **result, const struct weft__wait_kind *kind, const char *file, int line);

static inline int join(weft_task id, void **result, const struct weft__wait_kind *kind, const char *file,
                       int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, kind, file, line);
    struct weft__task *task = weft__task_find(id);
    if (error == 0) error = joinable(task, &wait);
    if (error) return error;
    claim(task, &wait);
    if (wait.remaining > 0) {
        if (task->wait) weft__report_closed_cycle(&wait);
        error = weft__wait_park(&wait);
    }
    if (error == 0) return collect(task, result);
    give_up(task);
    return error;
}

int weft__join(weft_task id, void **result, const struct weft__wait_kind *kind, const char *file, int line) {
    return join(id, result, kind, file, line);
}

int weft_join_at(weft_task task, void **result, const char *file, int line) {
    return join(task, result, &joining, file, line);
}

/* ---- Gather ---- */

/* Returns whether any of them waits. */
static bool claim_all(const weft_task *tasks, size_t count, struct weft__wait *wait) {
    bool any_waits = false;
    weft__look_at_bytes(tasks, count * sizeof *tasks);
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (joinable(task, wait) != 0 || task->joiner) continue;
        claim(task, wait);
        any_waits |= task->wait != NULL;
    }
    if (wait->remaining > 1) wait->waiting_for = 0;
    return any_waits;
}

static void cancel_claimed(const weft_task *tasks, size_t count, const struct weft__wait *wait) {
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        if (task && task->joiner == wait) weft__cancel(task);
    }
}

/* The rest of a gather that was interrupted: its tasks are waited for all the same. */
static void wait_for_claimed(struct weft__wait *wait) {
    weft__shield(wait->task);
    while (wait->remaining > 0) weft__wait_park(wait);
    weft__unshield(wait->task);
}

static int collect_all(const weft_task *tasks, size_t count, void **results, const struct weft__wait *wait) {
    int first = 0;
    weft__look_at_bytes(tasks, count * sizeof *tasks);
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        int error = joinable(task, wait);
        /* It was another's when the gather began. */
        if (error == 0 && task->joiner != wait) error = WEFT_EBUSY;
        void *result = NULL;
        if (error == 0) error = collect(task, &result);
        if (results) {
            weft__touch_bytes(&results[i], sizeof results[i]);
            results[i] = result;
        }
        if (first == 0) first = error;
    }
    return first;
}

int weft_gather_at(const weft_task *tasks, size_t count, void **results, const char *file, int line) {
    struct weft__wait wait;
    int interrupted = weft__wait_begin(&wait, &gathering, file, line);
    bool any_waits = claim_all(tasks, count, &wait);
    if (!interrupted && wait.remaining > 0) {
        if (any_waits) weft__report_closed_cycle(&wait);
        interrupted = weft__wait_park(&wait);
    }
    if (interrupted) {
        cancel_claimed(tasks, count, &wait);
        wait_for_claimed(&wait);
    }
    int error = collect_all(tasks, count, results, &wait);
    return interrupted ? interrupted : error;
}
