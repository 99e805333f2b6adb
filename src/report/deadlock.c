/* The report of a deadlock: what each task waits for, and in what cycles. */
#include <stdio.h>
#include <string.h>

#include "calls/channel.h"
#include "core/sched.h"
#include "host/host.h"
#include "report/fatal.h"

enum { NAMED = 8, LINE = 512 };

static struct weft__task *task_of(struct weft__link *link) {
    return link ? weft__container(link, struct weft__task, live_link) : NULL;
}

static struct weft__task *first_live(void) { return task_of(weft__list_first(&weft__sched.live)); }

/* ---- Who waits for whom ---- */

/* Of a wait for one task. */
static struct weft__task *only_peer(const struct weft__task *task) {
    weft_task peer = task->wait ? weft__wait_peer(task->wait) : 0;
    return peer ? weft__task_find(peer) : NULL;
}

/* Does it wait until the other has ended, with others perhaps? */
static bool waits_for_end(const struct weft__task *task, const struct weft__task *other) {
    if (other->state == WEFT_TASK_ENDED) return false;
    return other->joiner == task->wait || (other->group && weft__group_closer(other->group) == task->wait);
}

static bool watches(const struct weft__task *task, const struct weft__task *other) {
    for (struct weft__link *link = weft__list_first(&other->watchers); link; link = link->next)
        if (weft__container(link, struct weft__waiter, link)->wait == task->wait) return true;
    return false;
}

/* ---- A line per task ---- */

static int append(char *text, size_t size, int length, const char *before, const struct weft__task *task) {
    if (length < 0 || (size_t)length >= size) return length;
    return length + snprintf(text + length, size - (size_t)length, "%s%.30s#%lld", before, task->name,
                             (long long)task->id);
}

/* "a#2, b#3" of those that it waits for by such a rule, at most NAMED; how many there are. */
static size_t name_peers(const struct weft__task *task,
                         bool (*rule)(const struct weft__task *, const struct weft__task *), char *text,
                         size_t size) {
    size_t count = 0;
    int length = 0;
    for (struct weft__task *other = first_live(); other; other = task_of(other->live_link.next))
        if (rule(task, other) && count++ < NAMED)
            length = append(text, size, length, count == 1 ? "" : ", ", other);
    return count;
}

/* " for a#2", " for 3 tasks: a#2, b#3, c#4" or " for one of 2 tasks: a#2, b#3". */
static void describe_peers(const struct weft__task *task, char *text, size_t size) {
    char names[NAMED * 48] = "";
    struct weft__task *peer = only_peer(task);
    text[0] = '\0';
    if (peer) {
        append(text, size, 0, " for ", peer);
        return;
    }
    size_t ends = name_peers(task, waits_for_end, names, sizeof names),
           any = ends ? 0 : name_peers(task, watches, names, sizeof names);
    if (ends == 1) snprintf(text, size, " for %s", names);
    else if (ends > 1) snprintf(text, size, " for %zu tasks: %s", ends, names);
    else if (any > 0) snprintf(text, size, " for one of %zu tasks: %s", any, names);
}

/* " on 0x1, 0x2": the channels of a select, the first case's first. */
static void describe_cases(const struct weft__waiter *waiter, char *text, size_t size) {
    if (!waiter) return;
    describe_cases(waiter->next_of_wait, text, size);
    size_t length = strlen(text);
    const weft_case *waiting = weft__container(waiter, const struct weft__case_waiter, waiter)->waiting;
    snprintf(text + length, size - length, "%s%p", length ? ", " : " on ", (void *)waiting->chan);
}

static void describe_object(const struct weft__wait *wait, char *text, size_t size) {
    enum { MOST_CASES = 16 };
    size_t cases = 0;
    text[0] = '\0';
    for (const struct weft__waiter *waiter = wait->armed; waiter; waiter = waiter->next_of_wait) cases++;
    bool in_channel = strncmp(wait->call, "weft_chan", 9) == 0,
         in_select = strcmp(wait->call, "weft_select") == 0;
    if (wait->object) snprintf(text, size, " on %p", wait->object);
    else if (in_channel) snprintf(text, size, " on NULL");
    else if (in_select && cases > MOST_CASES) snprintf(text, size, " on %zu channels", cases);
    else if (in_select) describe_cases(wait->armed, text, size);
}

static void report_wait(const struct weft__task *task) {
    char peers[NAMED * 48 + 32], object[LINE / 2];
    describe_peers(task, peers, sizeof peers);
    describe_object(task->wait, object, sizeof object);
    weft__say("  %s#%lld waits in %s%s%s at %s:%d", task->name, (long long)task->id, task->wait->call, object,
              peers, task->file, task->line);
}

/* ---- Cycles ---- */

enum { LONGEST_CYCLE = 1000, NESTED = 100 };
static const struct weft__task *path[LONGEST_CYCLE];
static size_t looks_left = 1000000;

static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested);

/* One of several that it waits for leads back: since all of them must end, that is a cycle as well. */
static int search_ends(const struct weft__task *from, const struct weft__task *start, int length,
                       int nested) {
    if (nested == NESTED) return 0;
    for (struct weft__task *other = first_live(); other && looks_left > 0;
         other = task_of(other->live_link.next)) {
        looks_left--;
        if (!waits_for_end(from, other) || other->id < start->id) continue;
        int found = other == start ? length : search(other, start, length, nested + 1);
        if (found) return found;
    }
    return 0;
}

/* The length of a cycle that leads from there to the start, along the path; 0 if there is none, or an older task is in it. */
static int search(const struct weft__task *from, const struct weft__task *start, int length, int nested) {
    while (from->wait && length < LONGEST_CYCLE) {
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
    char text[LINE / 2];
    int count = search(task, task, 0, 0), length = 0;
    if (count == 0) return;
    for (int i = 0; i < count; i++) length = append(text, sizeof text, length, i ? " -> " : "", path[i]);
    append(text, sizeof text, length, " -> ", task);
    weft__say("  a cycle: %s", text);
}

/* ---- The report ---- */

static void each_waiting(void (*report)(const struct weft__task *task), size_t most) {
    for (struct weft__task *task = first_live(); task; task = task_of(task->live_link.next))
        if (task->wait && most-- > 0) report(task);
        else if (task->wait) return;
}

void weft__fatal_deadlock(void) {
    enum { REPORTED = 100 };
    fflush(NULL);
    weft__say("deadlock: every task waits, and nothing is left that could wake one");
    each_waiting(report_wait, REPORTED);
    if (weft__task_running() > REPORTED) weft__say("  … and %zu tasks more", weft__task_running() - REPORTED);
    each_waiting(report_cycle, REPORTED);
    weft__host_end(WEFT__END_DEADLOCK);
}
