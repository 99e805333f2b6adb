/* Cancelling sets a state of the task, and wakes it so that it notices. */
#include "core/cancel.h"

#include "base/touch.h"
#include "base/trace.h"
#include "core/sched.h"
#include "core/wait.h"

static void end_before_start(struct weft__task *task) {
    weft__sched_withdraw(task);
    weft__task_finish(task);
}

void weft__cancel(struct weft__task *task) {
    weft__touch(&task->state);
    if (task->cancelled || task->state == WEFT_TASK_ENDED) return;
    task->cancelled = true;
    weft__trace(CANCEL, task->id, .peer = weft__sched.running ? weft__sched.running->id : 0);
    if (task->switches == 0 && task->id != 1) end_before_start(task);
    else if (task->shields == 0) weft__wait_interrupt(task, WEFT_ECANCELED);
}
