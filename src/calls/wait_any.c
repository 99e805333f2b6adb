/* wait_any waits for the first of some tasks to end. Any number of tasks may watch one. */
#include "base/memory.h"
#include "base/touch.h"
#include "core/sched.h"
#include "core/task.h"
#include "core/task_table.h"
#include "core/wait.h"

/* Only a program that has this call can tell which of two tasks has ended first. */
static __attribute__((constructor)) void order_ends(void) { weft__task_ends_are_ordered = true; }

struct watcher {
    struct weft__completion completion;
    struct weft__wait *wait;
    int index;
};

static void watched_has_ended(struct weft__completion *completion, struct weft__task *task) {
    struct watcher *watcher = weft__container(completion, struct watcher, completion);
    (void)task;
    weft__wait_wake(watcher->wait, watcher->index);
}

static bool watches(const struct weft__wait *wait, const struct weft__task *task) {
    for (struct weft__link *link = weft__list_first(&task->completions); link; link = link->next) {
        struct weft__completion *one = weft__container(link, struct weft__completion, link);
        if (one->ended == watched_has_ended && weft__container(one, struct watcher, completion)->wait == wait)
            return true;
    }
    return false;
}

static const struct weft__wait_kind watching = {
    .call = "weft_wait_any",
    .awaits = watches,
    .for_any = true,
};

static int check_watched(const weft_task *tasks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct weft__task *task = weft__task_find(tasks[i]);
        weft__touch(task);
        if (!task || task->detached) return WEFT_EBADTASK;
        if (task == weft__sched.running) return WEFT_EDEADLK;
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

static void begin_watching(struct watcher *watchers, const weft_task *tasks, size_t count,
                           struct weft__wait *wait) {
    for (size_t i = 0; i < count; i++) {
        watchers[i] =
            (struct watcher){.completion = {.ended = watched_has_ended}, .wait = wait, .index = (int)i};
        weft__task_subscribe(weft__task_find(tasks[i]), &watchers[i].completion);
    }
    if (count == 1) wait->waiting_for = tasks[0];
}

static void end_watching(struct watcher *watchers, const weft_task *tasks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct weft__task *task = weft__task_find(tasks[i]);
        if (task) weft__touch(task);
        weft__list_remove(&watchers[i].completion.link);
    }
}

static __attribute__((noinline)) int watch(const weft_task *tasks, size_t count, struct weft__wait *wait) {
    struct watcher few[4], *watchers = count <= 4 ? few : weft__alloc(count * sizeof *watchers);
    if (!watchers) return WEFT_ENOMEM;
    begin_watching(watchers, tasks, count, wait);
    int result = weft__wait_park(wait);
    end_watching(watchers, tasks, count);
    if (watchers != few) weft__free(watchers);
    return result;
}

int weft_wait_any_at(const weft_task *tasks, size_t count, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &watching, file, line);
    if (error) return error;
    if (count == 0) return WEFT_EINVAL;
    weft__look_at_bytes(tasks, count * sizeof *tasks);
    error = check_watched(tasks, count);
    if (error) return error;
    int first = first_ended(tasks, count);
    return first >= 0 ? first : watch(tasks, count, &wait);
}
