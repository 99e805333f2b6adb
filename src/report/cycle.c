/* A cycle is looked for when a task is about to wait for one that waits itself: no other wait can close one.
   The search is short, and gives up rather than hold the program up. */
#include "report/cycle.h"

#include "core/interruption.h"
#include "core/sched.h"
#include "report/fatal.h"
#include "report/waits.h"

enum { MAX_CYCLE = 64, MAX_NESTED = 8, MAX_LOOKS = 500 }; /* tasks; looks at tasks */

/* Where others go on: else the run ends here, and the report of its end says all of this. */
static bool others_go_on(void) {
    return weft__sched.ready_count > 0 || weft__timer_first || !weft__list_empty(&weft__sched.host_requests);
}

/* A timeout ends its wait. */
static bool waits_for_ever(const struct weft__task *task) {
    const struct weft__scope *scope = task->scopes;
    for (; scope && !weft__scope_is_held_off(scope, task); scope = scope->outer)
        if (scope->timer.deadline != WEFT__NEVER) return false;
    return true;
}

struct search {
    const struct weft__task *start;
    const struct weft__task *path[MAX_CYCLE];
    int looks; /* that are left */
};

static int follow(struct search *search, const struct weft__task *from, int length, int nested);

/* All of those for whose end it waits must end: so each of them is a way. */
static int follow_each(struct search *search, const struct weft__task *from, int length, int nested) {
    if (!from->wait->kind->awaits || !weft__waits_for_all(from)) return 0;
    if (from != search->start && weft__waits_for_end(from, search->start)) return length;
    if (nested == MAX_NESTED) return 0;
    struct weft__task *other = weft__live_after(NULL);
    for (; other && search->looks > 0; other = weft__live_after(other)) {
        search->looks--;
        if (!other->wait || other == from || !weft__waits_for_end(from, other)) continue;
        int found = follow(search, other, length, nested + 1);
        if (found) return found;
    }
    return 0;
}

/* The length of a cycle that leads from there back to the start, or 0. One in which a task is that has been
   told of is not new. */
static int follow(struct search *search, const struct weft__task *from, int length, int nested) {
    while (from->wait && !from->wait->told && length < MAX_CYCLE && waits_for_ever(from)) {
        search->path[length++] = from;
        const struct weft__task *next = weft__only_peer(from);
        if (!next) return follow_each(search, from, length, nested);
        if (next == search->start) return length;
        from = next;
    }
    return 0;
}

static bool can_be_cancelled(const struct search *search, int count) {
    for (int i = 0; i < count; i++)
        if (search->path[i]->shields == 0) return true;
    return false;
}

static void tell(const struct search *search, int count) {
    weft__say("%d tasks wait for each other while others go on: a deadlock%s", count,
              can_be_cancelled(search, count) ? ", unless one of them is cancelled" : "");
    for (int i = 0; i < count; i++) weft__report_wait(search->path[i]);
    weft__report_path(search->path, (size_t)count);
    for (int i = 0; i < count; i++) search->path[i]->wait->told = true;
}

void weft__report_closed_cycle(struct weft__wait *wait) {
    struct weft__task *task = wait->task;
    if (weft__sched.exit || !others_go_on()) return;
    task->wait = wait; /* as it is once it has parked */
    task->file = wait->file;
    task->line = wait->line;
    struct search search = {.start = task, .looks = MAX_LOOKS};
    int count = follow(&search, task, 0, 0);
    if (count > 0) tell(&search, count);
    task->wait = NULL;
}
