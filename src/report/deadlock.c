/* The report of a deadlock of everybody. */
#include "report/deadlock.h"

#include <stdio.h>

#include "core/sched.h"
#include "host/host.h"
#include "report/fatal.h"
#include "report/waits.h"

/* ---- Cycles ---- */

enum { MAX_CYCLE = 1000, MAX_NESTED = 100 }; /* tasks */
static const struct weft__task *path[MAX_CYCLE];
static size_t looks_left = 1000000; /* at tasks: a search that is longer is given up */

static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested);

/* One of several that it waits for leads back: since all of them must end, that is a cycle as well. */
static int search_ends(const struct weft__task *from, const struct weft__task *start, int length,
                       int nested) {
    if (nested == MAX_NESTED || !weft__waits_for_all(from)) return 0;
    for (struct weft__task *other = weft__live_after(NULL); other && looks_left > 0;
         other = weft__live_after(other)) {
        looks_left--;
        if (!weft__waits_for_end(from, other) || other->id < start->id) continue;
        int found = other == start ? length : search(other, start, length, nested + 1);
        if (found) return found;
    }
    return 0;
}

/* The length of a cycle that leads from there to the start, along the path; 0 if there is none, or
   an older task is in it. */
static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested) {
    while (from->wait && length < MAX_CYCLE) {
        const struct weft__task *next = weft__only_peer(from);
        path[length++] = from;
        if (!next) return search_ends(from, start, length, nested);
        if (next == start) return length;
        if (next->id < start->id) return 0;
        from = next;
    }
    return 0;
}

static void report_cycle(const struct weft__task *task) {
    int count = search(task, task, 0, 0);
    if (count > 0) weft__report_path(path, (size_t)count);
}

/* ---- The report ---- */

/* The toolchain knows it by its name (web/toolchain/suspension.ts): what it calls through a
   pointer never suspends. */
static void each_waiting(void (*report)(const struct weft__task *task), size_t max) {
    for (struct weft__task *task = weft__live_after(NULL); task; task = weft__live_after(task))
        if (task->wait && max-- > 0) report(task);
        else if (task->wait) return;
}

void weft__fatal_deadlock(void) {
    enum { MAX_REPORTED = 100 }; /* tasks */
    fflush(NULL);
    weft__say("deadlock: every task waits, and nothing is left that could wake one");
    each_waiting(weft__report_wait, MAX_REPORTED);
    if (weft__sched_unended() > MAX_REPORTED)
        weft__say("  … and %zu tasks more", weft__sched_unended() - MAX_REPORTED);
    each_waiting(report_cycle, MAX_REPORTED);
    weft__host_end(WEFT__END_DEADLOCK);
}
