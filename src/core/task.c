#include "core/task.h"

#include <string.h>

#include "base/memory.h"
#include "base/trace.h"
#include "calls/ending.h"
#include "core/sched.h"

/* ---- The table: a hash of chains, doubled as it fills. Ids are consecutive, so they spread evenly. ---- */

static struct weft__task *few_buckets[64];
static struct weft__task **buckets = few_buckets;
static size_t bucket_count = sizeof few_buckets / sizeof few_buckets[0], task_count;

static struct weft__task **bucket_of(weft_task id) { return &buckets[(size_t)id & (bucket_count - 1)]; }

static void move_all(struct weft__task **old, size_t old_count) {
    for (size_t i = 0; i < old_count; i++)
        for (struct weft__task *task = old[i], *next; task; task = next) {
            next = task->next_in_bucket;
            task->next_in_bucket = *bucket_of(task->id);
            *bucket_of(task->id) = task;
        }
}

/* Without memory the chains just grow. */
static void grow_table(void) {
    struct weft__task **more = weft__alloc(2 * bucket_count * sizeof *more);
    if (!more) return;
    memset(more, 0, 2 * bucket_count * sizeof *more);
    struct weft__task **old = buckets;
    size_t old_count = bucket_count;
    buckets = more;
    bucket_count *= 2;
    move_all(old, old_count);
    if (old != few_buckets) weft__free(old);
}

static void enter_table(struct weft__task *task) {
    if (++task_count > bucket_count) grow_table();
    task->next_in_bucket = *bucket_of(task->id);
    *bucket_of(task->id) = task;
}

static void leave_table(struct weft__task *task) {
    struct weft__task **link = bucket_of(task->id);
    while (*link != task) link = &(*link)->next_in_bucket;
    *link = task->next_in_bucket;
    task_count--;
}

struct weft__task *weft__task_find(weft_task id) {
    struct weft__task *task = *bucket_of(id);
    while (task && task->id != id) task = task->next_in_bucket;
    return task;
}

struct weft__task *weft__task_self(void) {
    return weft__sched.running;
}

size_t weft__task_unjoined(void) { return weft__sched.ended_count; }

size_t weft__task_running(void) { return weft__sched.live_count - weft__sched.ended_count; }

/* ---- Birth ---- */

static void enlist(struct weft__task *task) {
    task->id = (weft_task)++weft__sched.spawned;
    task->active = &task->coroutine;
    enter_table(task);
    weft__list_push(&weft__sched.live, &task->live_link);
    weft__sched.live_count++;
    if (weft__task_running() > weft__sched.peak) weft__sched.peak = weft__task_running();
    weft__trace(SPAWN, task->id, .peer = weft__sched.running ? weft__sched.running->id : 0,
                .file = task->file, .line = task->line, .text = task->name);
}

static bool set_name(struct weft__task *task, const char *name, const char *given) {
    task->name = name;
    if (!given) return true;
    size_t size = strlen(given) + 1;
    task->owned_name = weft__alloc(size);
    if (!task->owned_name) return false;
    task->name = memcpy(task->owned_name, given, size);
    return true;
}

static bool build(struct weft__task *task, const weft_spawn_options *options, const char *name,
                  void *(*fn)(void *), void *argument) {
    return set_name(task, name, options ? options->name : NULL) &&
           weft__coroutine_init(&task->coroutine, options ? options->stack_size : 0, task->name, fn,
                                argument);
}

struct weft__task *weft__task_new(void *(*fn)(void *), void *argument, const weft_spawn_options *options,
                                  const char *name, const char *file, int line, int *error) {
    *error = WEFT_ENOMEM;
    struct weft__task *task = weft__alloc(sizeof *task);
    if (!task) return NULL;
    *task = (struct weft__task){.file = file, .line = line};
    if (!build(task, options, name, fn, argument)) {
        weft__free(task->owned_name);
        weft__free(task);
        return NULL;
    }
    enlist(task);
    weft__sched_ready(task);
    task->state = WEFT_TASK_NEW;
    return task;
}

void weft__task_init_main(struct weft__task *task) {
    task->name = task->coroutine.name = "main";
    enlist(task);
}

weft_task weft_spawn_at(void *(*fn)(void *), void *arg, const weft_spawn_options *options, const char *name,
                        const char *file, int line) {
    if (!fn || (options && options->stack_size > 0 && options->stack_size < 512)) return WEFT_EINVAL;
    int error;
    struct weft__task *task = weft__task_new(fn, arg, options, name, file, line, &error);
    if (!task) return error;
    weft_task id = task->id;
    if (weft__sched.exiting) weft__cancel(task);
    return id;
}

/* ---- End ---- */

static int outcome_of(const struct weft__task *task) {
    bool stopped =
        task->cancelled && (task->switches == 0 || (task->delivered && !task->coroutine.context.result));
    return stopped ? WEFT_ECANCELED : 0;
}

static void tell_joiner(struct weft__task *task) {
    if (task->joiner && --task->joiner->remaining == 0) weft__wait_wake(task->joiner, 0);
}

void weft__task_finish(struct weft__task *task) {
    static uint64_t ends;
    task->state = WEFT_TASK_ENDED;
    task->end_order = ++ends;
    weft__timeouts_drop(task);
    weft__coroutine_free(&task->coroutine);
    weft__sched.ended_count++;
    if (weft__tracing && task->switches > 0) weft__trace_turn_ends(task, true);
    weft__trace_duration(WEFT__EVENT_END, task->id, task->cpu, 0);
    weft__trace_ended = task->id;
    if (!task->group_fn) task->outcome = outcome_of(task);
    else if (task->switches == 0) task->outcome = WEFT_ECANCELED;
    tell_joiner(task);
    weft__wait_wake_all(&task->watchers);
    weft__ending_task_gone();
    if (task->group) weft__group_child_ended(task);
    else if (task->detached) weft__task_free(task);
    weft__trace_ended = 0;
}

void weft__task_free(struct weft__task *task) {
    leave_table(task);
    weft__list_remove(&task->live_link);
    weft__sched.live_count--;
    weft__sched.ended_count--;
    weft__free(task->owned_name);
    weft__free(task);
}

int weft_detach(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    if (!task || task->detached) return WEFT_EBADTASK;
    if (task->joiner || task->group) return WEFT_EBUSY;
    task->detached = true;
    if (task->state == WEFT_TASK_ENDED) weft__task_free(task);
    return 0;
}

weft_task weft_self(void) { return weft__task_self()->id; }

const char *weft_task_name(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    return task ? task->name : NULL;
}
