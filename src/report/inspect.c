/* weft_tasks and weft_stats let programs look inside; the table of tasks is the host's. */
#include "report/inspect.h"

#include "base/touch.h"
#include "base/trace.h"
#include "core/metering.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/wait.h"

static size_t depth(const struct weft__task *task) {
    if (task->state == WEFT_TASK_ENDED) return 0;
    if (task != weft__sched.running) return weft__context_depth(&task->coroutine.context);
    char local;
    const unsigned char *left = weft__left_stack(), *here = left ? left : (unsigned char *)&local;
    const struct weft__context *context = &task->coroutine.context;
    return here >= context->low && here < context->high ? (size_t)(context->high - here) : 0;
}

static int64_t cpu(const struct weft__task *task) {
    bool goes_on = task == weft__sched.running && weft__tracing;
    return task->cpu + (goes_on ? weft__metering_turn_so_far() : 0);
}

static void describe(const struct weft__task *task, weft_task_info *info) {
    *info = (weft_task_info){
        .task = task->id,
        .name = task->name,
        .state = task->state,
        .file = task->file,
        .line = task->line,
        .switches = task->switches,
        .cpu_seconds = (double)cpu(task) / 1e9,
        .stack_size = task->state == WEFT_TASK_ENDED ? 0 : task->coroutine.stack.size,
        .stack_used = depth(task),
        .frame_bytes = weft__context_frame_bytes(&task->coroutine.context),
    };
    if (!task->wait) return;
    info->waiting_in = task->wait->kind->call;
    info->waiting_for = weft__wait_peer(task->wait);
    info->waiting_number = weft__wait_number(task->wait);
}

static size_t describe_from(const struct weft__link *link, weft_task_info *info, size_t max) {
    size_t count = 0;
    for (; link && count < max; link = link->next)
        describe(weft__container(link, struct weft__task, live_link), &info[count++]);
    return count;
}

size_t weft_tasks(weft_task_info *info, size_t max) {
    weft__touch_everything();
    describe_from(weft__list_first(&weft__sched.live), info, max);
    return weft__sched.live_count;
}

size_t weft__task_table(weft_task_info *info, size_t max, weft_task after) {
    if (after == 0) return describe_from(weft__list_first(&weft__sched.live), info, max);
    const struct weft__task *before = weft__task_find(after);
    return before ? describe_from(before->live_link.next, info, max) : 0;
}

static size_t frame_bytes(void) {
    size_t bytes = 0;
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link; link = link->next)
        bytes += weft__context_frame_bytes(
            &weft__container(link, struct weft__task, live_link)->coroutine.context);
    return bytes;
}

void weft_stats(weft_stats_info *stats) {
    weft__touch_everything();
    *stats = (weft_stats_info){
        .switches = weft__sched.switches,
        .spawned = weft__sched.spawned,
        .live = weft__sched.live_count,
        .ready = weft__sched.ready_count,
        .stack_bytes = weft__stack_bytes(),
        .frame_bytes = frame_bytes(),
    };
}
