#include "base/memory.h"
#include "core/sched.h"

struct weft_group {
    weft_queue children;
    size_t count;              /* of children that have not ended */
    int error;                 /* what failed first: a child's return value, or the closer's interruption */
    bool stopping;             /* failed or cancelled: whoever is in it is cancelled */
    struct weft__wait *closer; /* while a task waits in close */
};

weft_group *weft_group_open(void) {
    weft_group *group = weft__alloc(sizeof *group);
    if (group) *group = (weft_group){0};
    return group;
}

static void *run_child(void *argument) {
    struct weft__task *task = weft__task_self();
    task->outcome = task->group_fn(argument);
    return NULL;
}

weft_task weft_group_spawn_at(weft_group *group, int (*fn)(void *), void *arg, const char *name,
                              const char *file, int line) {
    if (!group || !fn) return WEFT_EINVAL;
    int error;
    struct weft__task *task = weft__task_new(run_child, arg, NULL, name, file, line, &error);
    if (!task) return error;
    task->group_fn = fn;
    task->group = group;
    weft__list_push(&group->children, &task->group_link);
    group->count++;
    weft_task id = task->id;
    if (group->stopping || weft__sched.exiting) weft__cancel(task);
    return id;
}

int weft_group_cancel(weft_group *group) {
    if (!group) return WEFT_EINVAL;
    group->stopping = true;
    struct weft__link *next;
    for (struct weft__link *link = weft__list_first(&group->children); link; link = next) {
        next = link->next;
        weft__cancel(weft__container(link, struct weft__task, group_link));
    }
    return 0;
}

static void fail(weft_group *group, int error) {
    if (group->error == 0) group->error = error;
    if (!group->stopping) weft_group_cancel(group);
}

void weft__group_child_ended(struct weft__task *task) {
    weft_group *group = task->group;
    int outcome = task->outcome;
    weft__list_remove(&task->group_link);
    weft__task_free(task);
    group->count--;
    if (outcome < 0) fail(group, outcome);
    if (group->count == 0 && group->closer) weft__wait_wake(group->closer, 0);
}

const struct weft__wait *weft__group_closer(const weft_group *group) { return group->closer; }

static void wait_for_children(weft_group *group, struct weft__wait *wait) {
    wait->task->shields++;
    while (group->count > 0) weft__wait_park(wait);
    wait->task->shields--;
}

int weft_group_close_at(weft_group *group, const char *file, int line) {
    struct weft__wait wait;
    if (!group) return WEFT_EINVAL;
    if (group->closer) return WEFT_EBUSY;
    int interrupted = weft__wait_begin(&wait, "weft_group_close", file, line);
    group->closer = &wait;
    if (!interrupted && group->count > 0) interrupted = weft__wait_park(&wait);
    if (interrupted) fail(group, interrupted);
    wait_for_children(group, &wait);
    int error = group->error;
    weft__free(group);
    return error;
}
