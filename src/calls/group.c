/* The tasks of a group end together. At its end a child is let go of by its group, which then fails, or wakes
   who waits. */
#include "base/memory.h"
#include "base/touch.h"
#include "core/cancel.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/wait.h"
#include "report/cycle.h"

struct weft_group {
    unsigned number; /* among the groups, in the order in which they were opened */
    weft_queue children;
    size_t count;              /* of children that have not ended */
    int error;                 /* what failed first: a child's return value, or the closer's interruption */
    bool stopping;             /* failed or cancelled: whoever is in it is cancelled */
    struct weft__wait *closer; /* while a task waits in close */
};

weft_group *weft_group_open(void) {
    weft_group *group = weft__choose_fault() ? NULL : weft__alloc(sizeof *group);
    if (!group) return NULL;
    static unsigned groups;
    *group = (weft_group){.number = ++groups};
    return group;
}

/* The toolchain knows it by its name (web/toolchain/suspension.ts): it keeps no frame while its child is
   suspended, but begins anew, and the call in it goes on where it was. */
static void *run_child(void *argument) {
    struct weft__task *task = weft__sched.running;
    task->outcome = task->group_fn(argument);
    return NULL;
}

/* What run_child needs with that function in it, or 0: not known. */
static size_t stack_of_child(int (*fn)(void *)) {
    enum { OWN_BYTES = 32 };
    size_t need = weft__need_bytes(weft__needs((void *(*)(void *))(void (*)(void))fn));
    return need > 0 ? need + OWN_BYTES : 0;
}

static void fail(weft_group *group, int error) {
    weft__touch(group);
    if (group->error == 0) group->error = error;
    if (!group->stopping) weft_group_cancel(group);
}

static void child_has_ended(struct weft__task *task) {
    weft_group *group = task->group;
    int outcome = task->outcome;
    weft__look(group);
    weft__list_remove(&task->group_link);
    weft__task_free(task);
    group->count--;
    if (outcome < 0) fail(group, outcome);
    if (group->count == 0 && group->closer) weft__wait_wake(group->closer, 0);
}

weft_task weft_group_spawn_at(weft_group *group, int (*fn)(void *), void *arg, const char *name,
                              const char *file, int line) {
    if (!group || !fn) return WEFT_EINVAL;
    weft__touch(group);
    weft_spawn_options options = {.stack_size = stack_of_child(fn)};
    struct weft__task *task = weft__task_new(run_child, arg, &options, name, file, line);
    if (!task) return WEFT_ENOMEM;
    task->group_fn = fn;
    task->group = group;
    task->release = child_has_ended;
    weft__list_push(&group->children, &task->group_link);
    group->count++;
    weft_task id = task->id;
    if (group->stopping || weft__sched.exit) weft__cancel(task);
    return id;
}

int weft_group_cancel(weft_group *group) {
    if (!group) return WEFT_EINVAL;
    weft__touch(group);
    group->stopping = true;
    struct weft__link *next;
    for (struct weft__link *link = weft__list_first(&group->children); link; link = next) {
        next = link->next;
        weft__cancel(weft__container(link, struct weft__task, group_link));
    }
    return 0;
}

static bool closes_the_group_of(const struct weft__wait *wait, const struct weft__task *task) {
    return task->group && task->group->closer == wait;
}

static const struct weft__wait_kind closing = {
    .call = "weft_group_close",
    .object = "group",
    .awaits = closes_the_group_of,
};

static void wait_for_children(weft_group *group, struct weft__wait *wait) {
    weft__shield(wait->task);
    while (group->count > 0) weft__wait_park(wait);
    weft__unshield(wait->task);
}

/* Would the running task wait for itself? It belongs to the group, or to one that waits, through tasks that
   close, for that to end. */
static bool waits_for_itself(const weft_group *group) {
    const struct weft__task *task = weft__sched.running;
    while (task->group) {
        if (task->group == group) return true;
        if (!task->group->closer) return false;
        task = task->group->closer->task;
    }
    return false;
}

int weft_group_close_at(weft_group *group, const char *file, int line) {
    struct weft__wait wait;
    if (!group) return WEFT_EINVAL;
    weft__touch(group);
    if (waits_for_itself(group)) return WEFT_EDEADLK;
    if (group->closer) return WEFT_EBUSY;
    int interrupted = weft__wait_begin(&wait, &closing, file, line);
    group->closer = &wait;
    wait.number = group->number;
    if (!interrupted && group->count > 0) {
        weft__report_closed_cycle(&wait);
        interrupted = weft__wait_park(&wait);
    }
    if (interrupted) fail(group, interrupted);
    wait_for_children(group, &wait);
    weft__touch(group);
    int error = group->error;
    weft__free(group);
    return error;
}
