/* What a task waits for is asked of its wait and the wait's kind, whatever the call is. */
#include "report/waits.h"

#include <stdio.h>

#include "base/trace.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/wait.h"
#include "report/fatal.h"

enum { MAX_NAMES = 8, NAME_BYTES = 48, OBJECT_BYTES = 256, CYCLE_BYTES = 256 };

struct weft__task *weft__live_after(const struct weft__task *task) {
    struct weft__link *link = task ? task->live_link.next : weft__list_first(&weft__sched.live);
    return link ? weft__container(link, struct weft__task, live_link) : NULL;
}

/* ---- Who waits for whom ---- */

struct weft__task *weft__only_peer(const struct weft__task *task) {
    weft_task peer = task->wait ? weft__wait_peer(task->wait) : 0;
    return peer ? weft__task_find(peer) : NULL;
}

/* The toolchain knows it, and describe_object, by their names (web/toolchain/suspension.ts): what they call
   through pointers never suspends. */
bool weft__waits_for_end(const struct weft__task *task, const struct weft__task *other) {
    const struct weft__wait_kind *kind = task->wait->kind;
    return kind->awaits && other->state != WEFT_TASK_ENDED && kind->awaits(task->wait, other);
}

bool weft__waits_for_all(const struct weft__task *task) { return !task->wait->kind->for_any; }

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
    for (struct weft__task *other = weft__live_after(NULL); other; other = weft__live_after(other))
        if (weft__waits_for_end(task, other) && count++ < MAX_NAMES)
            length = append(text, size, length, count == 1 ? "" : ", ", other);
    return count;
}

/* " for a#2", " for 3 tasks: a#2, b#3, c#4" or " for one of 2 tasks: a#2, b#3". */
static void describe_peers(const struct weft__task *task, char *text, size_t size) {
    char names[MAX_NAMES * NAME_BYTES] = "";
    struct weft__task *peer = weft__only_peer(task);
    text[0] = '\0';
    if (peer) {
        append(text, size, 0, " for ", peer);
        return;
    }
    size_t count = name_peers(task, names, sizeof names);
    if (count > 0 && !weft__waits_for_all(task))
        snprintf(text, size, " for one of %zu tasks: %s", count, names);
    else if (count == 1) snprintf(text, size, " for %s", names);
    else if (count > 1) snprintf(text, size, " for %zu tasks: %s", count, names);
}

static void describe_object(const struct weft__wait *wait, char *text, size_t size) {
    text[0] = '\0';
    if (wait->kind->describe) wait->kind->describe(wait, text, size);
    else if (wait->kind->object && wait->number)
        snprintf(text, size, " on %s %u", wait->kind->object, wait->number);
}

void weft__report_wait(const struct weft__task *task) {
    char peers[MAX_NAMES * NAME_BYTES + 32], object[OBJECT_BYTES];
    describe_peers(task, peers, sizeof peers);
    describe_object(task->wait, object, sizeof object);
    weft__say("  %s#%lld waits in %s%s%s at %s:%d", task->name, (long long)task->id, task->wait->kind->call,
              object, peers, task->file, task->line);
}

void weft__report_path(const struct weft__task *const *path, size_t count) {
    char text[CYCLE_BYTES];
    int length = 0;
    for (size_t i = 0; i < count; i++) length = append(text, sizeof text, length, i ? " -> " : "", path[i]);
    append(text, sizeof text, length, " -> ", path[0]);
    weft__say("  a cycle: %s", text);
    for (size_t i = 0; i < count; i++)
        weft__trace(CYCLE, path[i]->id, .peer = path[(i + 1) % count]->id, .object = (uint32_t)count,
                    .call = path[i]->wait->kind->call, .file = path[i]->file, .line = path[i]->line);
}
