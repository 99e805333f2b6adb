/* Looking inside: weft_tasks, weft_stats, and the run in numbers. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/sched.h"
#include "host/host.h"
#include "report/fatal.h"
#include "report/inspect.h"

static size_t depth(const struct weft__task *task) {
    if (task->state == WEFT_TASK_ENDED) return 0;
    if (task != weft__sched.running) return weft__context_depth(&task->coroutine.context);
    char here;
    const struct weft__context *context = &task->coroutine.context;
    bool inside = (unsigned char *)&here >= context->low && (unsigned char *)&here < context->high;
    return inside ? (size_t)(context->high - (unsigned char *)&here) : 0;
}

static void describe(const struct weft__task *task, weft_task_info *info) {
    *info = (weft_task_info){
        .task = task->id,
        .name = task->name,
        .state = task->state,
        .file = task->file,
        .line = task->line,
        .switches = task->switches,
        .cpu_seconds = (double)task->cpu / 1e9,
        .stack_size = task->state == WEFT_TASK_ENDED ? 0 : weft__host_stack_size(&task->coroutine),
        .stack_used = depth(task),
        .frame_bytes = weft__context_frame_bytes(&task->coroutine.context),
    };
    if (!task->wait) return;
    info->waiting_in = task->wait->call;
    info->waiting_for = weft__wait_peer(task->wait);
}

static size_t describe_from(const struct weft__link *link, weft_task_info *info, size_t max) {
    size_t count = 0;
    for (; link && count < max; link = link->next)
        describe(weft__container(link, struct weft__task, live_link), &info[count++]);
    return count;
}

size_t weft_tasks(weft_task_info *info, size_t max) {
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
    *stats = (weft_stats_info){
        .switches = weft__sched.switches,
        .spawned = weft__sched.spawned,
        .live = weft__sched.live_count,
        .ready = weft__sched.ready_count,
        .stack_bytes = weft__stack_bytes(),
        .frame_bytes = frame_bytes(),
    };
}

/* ---- What the program left behind, as it stood when it began to end ---- */

static struct { size_t unjoined, unfinished, in_channels; } left;

static bool waits_in_channel(const struct weft__task *task) {
    return task->wait &&
           (strncmp(task->wait->call, "weft_chan", 9) == 0 || strcmp(task->wait->call, "weft_select") == 0);
}

void weft__note_leaks(void) {
    left.unjoined = weft__task_unjoined();
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link; link = link->next) {
        const struct weft__task *task = weft__container(link, struct weft__task, live_link);
        if (task == weft__sched.running || task->id == 1 || task->state == WEFT_TASK_ENDED) continue;
        if (!task->detached) left.unfinished++;
        if (waits_in_channel(task)) left.in_channels++;
    }
}

static size_t append(char *text, size_t size, size_t length, size_t count, const char *one,
                     const char *many) {
    if (count == 0) return length;
    int added = snprintf(text + length, size - length, "%s%zu %s", length ? ", " : "", count,
                         count == 1 ? one : many);
    return added < 0 ? length : length + (size_t)added;
}

const char *weft__leaks(void) {
    static char text[256];
    size_t length = append(text, sizeof text, 0, left.unjoined, "task that ended was never joined",
                           "tasks that ended were never joined");
    length = append(text, sizeof text, length, left.unfinished, "task had not ended", "tasks had not ended");
    append(text, sizeof text, length, left.in_channels, "task still waited in a channel",
           "tasks still waited in a channel");
    return text;
}

void weft__report_stats(void) {
    weft__say("%llu turns, %llu tasks (at most %zu at once)", (unsigned long long)weft__sched.switches,
              (unsigned long long)weft__sched.spawned, weft__sched.peak);
    weft__say("left behind: %s", weft__leaks()[0] ? weft__leaks() : "nothing");
}
