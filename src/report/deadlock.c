/* The report of a deadlock. What a task waits for is asked of its wait and the wait's
   kind, whatever the call is. */
#include "report/deadlock.h"

#include <stdio.h>
#include <string.h>

#include "core/choice.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/wait.h"
#include "host/host.h"
#include "report/fatal.h"

enum { MAX_NAMES = 8, NAME_BYTES = 48, OBJECT_BYTES = 256, CYCLE_BYTES = 256 };

static struct weft__task *task_of(struct weft__link *link) {
    return link ? weft__container(link, struct weft__task, live_link) : NULL;
}

static struct weft__task *first_live(void) { return task_of(weft__list_first(&weft__sched.live)); }

/* ---- Who waits for whom ---- */

/* Returns the one task that a task waits for, or NULL. */
static struct weft__task *only_peer(const struct weft__task *task) {
    weft_task peer = task->wait ? weft__wait_peer(task->wait) : 0;
    return peer ? weft__task_find(peer) : NULL;
}

/* Does it wait until the other has ended, with others perhaps? The toolchain knows it, and describe_object,
   by their names (web/toolchain/suspension.ts): what they call through pointers never suspends. */
static bool waits_for_end(const struct weft__task *task, const struct weft__task *other) {
    const struct weft__wait_kind *kind = task->wait->kind;
    return kind->awaits && other->state != WEFT_TASK_ENDED && kind->awaits(task->wait, other);
}

static bool waits_for_all(const struct weft__task *task) { return !task->wait->kind->for_any; }

/* ---- A line per task ---- */

static int append(char *text, size_t size, int length, const char *before, const struct weft__task *task) {
    if (length < 0 || (size_t)length >= size) return length;
    return length + snprintf(text + length, size - (size_t)length, "%s%.30s#%lld", before, task->name,
                             (long long)task->id);
}

/* "a#2, b#3" of those for whose end it waits, at most MAX_NAMES; how many there are. */
static size_t name_peers(const struct weft__task *task, char *text, size_t size) {
    size_t count = 0;
    int length = 0;
    for (struct weft__task *other = first_live(); other; other = task_of(other->live_link.next))
        if (waits_for_end(task, other) && count++ < MAX_NAMES)
            length = append(text, size, length, count == 1 ? "" : ", ", other);
    return count;
}

/* " for a#2", " for 3 tasks: a#2, b#3, c#4" or " for one of 2 tasks: a#2, b#3". */
static void describe_peers(const struct weft__task *task, char *text, size_t size) {
    char names[MAX_NAMES * NAME_BYTES] = "";
    struct weft__task *peer = only_peer(task);
    text[0] = '\0';
    if (peer) {
        append(text, size, 0, " for ", peer);
        return;
    }
    size_t count = name_peers(task, names, sizeof names);
    if (count > 0 && !waits_for_all(task)) snprintf(text, size, " for one of %zu tasks: %s", count, names);
    else if (count == 1) snprintf(text, size, " for %s", names);
    else if (count > 1) snprintf(text, size, " for %zu tasks: %s", count, names);
}

static void describe_object(const struct weft__wait *wait, char *text, size_t size) {
    text[0] = '\0';
    if (wait->kind->describe) wait->kind->describe(wait, text, size);
    else if (wait->kind->object && wait->number)
        snprintf(text, size, " on %s %u", wait->kind->object, wait->number);
}

static void report_wait(const struct weft__task *task) {
    char peers[MAX_NAMES * NAME_BYTES + 32], object[OBJECT_BYTES];
    describe_peers(task, peers, sizeof peers);
    describe_object(task->wait, object, sizeof object);
    weft__say("  %s#%lld waits in %s%s%s at %s:%d", task->name, (long long)task->id, task->wait->kind->call,
              object, peers, task->file, task->line);
}

/* ---- Cycles ---- */

enum { MAX_CYCLE = 1000, MAX_NESTED = 100 }; /* tasks */
static const struct weft__task *path[MAX_CYCLE];
static size_t looks_left = 1000000; /* at tasks: a search that is longer is given up */

static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested);

/* One of several that it waits for leads back: since all of them must end, that is a cycle as well. */
static int search_ends(const struct weft__task *from, const struct weft__task *start, int length,
                       int nested) {
    if (nested == MAX_NESTED || !waits_for_all(from)) return 0;
    for (struct weft__task *other = first_live(); other && looks_left > 0;
         other = task_of(other->live_link.next)) {
        looks_left--;
        if (!waits_for_end(from, other) || other->id < start->id) continue;
        int found = other == start ? length : search(other, start, length, nested + 1);
        if (found) return found;
    }
    return 0;
}

/* The length of a cycle that leads from there to the start, along the path; 0 if there is none, or
   an older task is in it. */
static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested) {
    while (from->wait && length < MAX_CYCLE) {
        const struct weft__task *next = only_peer(from);
        path[length++] = from;
        if (!next) return search_ends(from, start, length, nested);
        if (next == start) return length;
        if (next->id < start->id) return 0;
        from = next;
    }
    return 0;
}

static void report_cycle(const struct weft__task *task) {
    char text[CYCLE_BYTES];
    int count = search(task, task, 0, 0), length = 0;
    if (count == 0) return;
    for (int i = 0; i < count; i++) length = append(text, sizeof text, length, i ? " -> " : "", path[i]);
    append(text, sizeof text, length, " -> ", task);
    weft__say("  a cycle: %s", text);
}

/* ---- The report ---- */

/* The toolchain knows it by its name (web/toolchain/suspension.ts): what it calls through a
   pointer never suspends. */
static void each_waiting(void (*report)(const struct weft__task *task), size_t max) {
    for (struct weft__task *task = first_live(); task; task = task_of(task->live_link.next))
        if (task->wait && max-- > 0) report(task);
        else if (task->wait) return;
}

void weft__fatal_deadlock(void) {
    enum { MAX_REPORTED = 100 }; /* tasks */
    fflush(NULL);
    weft__say("deadlock: every task waits, and nothing is left that could wake one");
    each_waiting(report_wait, MAX_REPORTED);
    if (weft__sched_unended() > MAX_REPORTED)
        weft__say("  … and %zu tasks more", weft__sched_unended() - MAX_REPORTED);
    each_waiting(report_cycle, MAX_REPORTED);
    weft__host_end(WEFT__END_DEADLOCK);
}
