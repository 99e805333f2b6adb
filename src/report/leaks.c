/* What the program leaves behind is counted when it begins to end, before its end cleans up,
   and told at the very end. */
#include "report/leaks.h"

#include <stdio.h>

#include "core/sched.h"
#include "core/wait.h"
#include "report/fatal.h"

static struct { size_t unjoined, unfinished, in_channels; } left;

void weft__note_leaks(void) {
    left.unjoined = weft__sched.ended_count;
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link; link = link->next) {
        const struct weft__task *task = weft__container(link, struct weft__task, live_link);
        if (task == weft__sched.running || task->id == 1 || task->state == WEFT_TASK_ENDED) continue;
        if (!task->detached) left.unfinished++;
        if (task->wait && task->wait->kind->in_channel) left.in_channels++;
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
