/* Tasks are spawned and detached here, and can ask about themselves and others. */
#include "core/task.h"

#include "base/touch.h"
#include "context/packed.h"
#include "core/cancel.h"
#include "core/sched.h"
#include "core/task_table.h"

enum { MIN_STACK_BYTES = 512 };

weft_task weft_spawn_at(void *(*fn)(void *), void *arg, const weft_spawn_options *options, const char *name,
                        const char *file, int line) {
    if (!fn) return WEFT_EINVAL;
    if (options && options->stack_size > 0 && options->stack_size < MIN_STACK_BYTES) return WEFT_EINVAL;
    struct weft__task *task = weft__task_new(fn, arg, options, name, file, line);
    if (!task) return WEFT_ENOMEM;
    weft_task id = task->id;
    if (weft__sched.exit) weft__cancel(task);
    return id;
}

int weft_pack_stacks(void) { return weft__stacks_pack() ? 0 : WEFT_EINVAL; }

int weft_detach(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    weft__touch(task);
    if (!task || task->detached) return WEFT_EBADTASK;
    if (task->joiner || task->group) return WEFT_EBUSY;
    task->detached = true;
    task->release = weft__task_free;
    if (task->state == WEFT_TASK_ENDED) weft__task_free(task);
    return 0;
}

weft_task weft_self(void) { return weft__sched.running->id; }

const char *weft_task_name(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    weft__look(task);
    return task ? task->name : NULL;
}
