/* A task can be cancelled, and cleans up behind shields. */
#include "core/cancel.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "report/fatal.h"

int weft_cancel(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    if (!task) return WEFT_EBADTASK;
    weft__cancel(task);
    return 0;
}

bool weft_cancelled(void) { return weft__sched.running->cancelled; }

void weft_shield_begin_at(const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    task->shield_begun = (struct weft__place){file, line};
    weft__shield(task);
}

void weft_shield_end_at(const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    if (task->shields == 0) weft__misuse("weft_shield_end", "no shield has begun", file, line);
    weft__unshield(task);
}
