/* A task lives from here: its birth, its end, its freedom. Whoever wants to know of its end is in its list of
   completions; the scheduler calls weft__task_finish after the turn in which it ended. */
#include "core/task.h"

#include <string.h>

#include "base/memory.h"
#include "base/name.h"
#include "base/touch.h"
#include "base/trace.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/metering.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/turn.h"

static struct weft__pool control_blocks;

/* ---- Birth ---- */

static void enlist(struct weft__task *task) {
    weft__touch(&weft__sched.spawned);
    task->id = (weft_task)++weft__sched.spawned;
    task->active = &task->coroutine;
    weft__task_table_enter(task);
    weft__list_push(&weft__sched.live, &task->live_link);
    weft__sched.live_count++;
    if (weft__sched_unended() > weft__sched.peak) weft__sched.peak = weft__sched_unended();
    weft__trace(SPAWN, task->id, .peer = weft__sched.running ? weft__sched.running->id : 0,
                .file = task->file, .line = task->line, .text = task->name);
}

static bool copy_name(struct weft__task *task, const char *name, size_t length) {
    task->owned_name = weft__alloc(length + 1);
    if (!task->owned_name) return false;
    memcpy(task->owned_name, name, length);
    task->owned_name[length] = '\0';
    task->name = task->owned_name;
    return true;
}

/* A name of nothing but blanks could not be seen: it counts as empty. */
static size_t name_length(const char *name) { return name[strspn(name, " \t\n\v\f\r")] ? strlen(name) : 0; }

/* The one that was given, or else that of the function in the expression. */
static bool set_name(struct weft__task *task, const char *expression, const char *given) {
    size_t length;
    task->name = expression;
    if (given) return copy_name(task, given, name_length(given));
    if (weft__name_is_plain(expression)) return true;
    task->name = weft__name_in(expression, &length);
    return task->name[length] == '\0' || copy_name(task, task->name, length);
}

static bool build(struct weft__task *task, const weft_spawn_options *options, const char *name,
                  void *(*fn)(void *), void *argument) {
    return set_name(task, name, options ? options->name : NULL) &&
           weft__coroutine_init(&task->coroutine, options ? options->stack_size : 0, task->name, fn,
                                argument);
}

struct weft__task *weft__task_new(void *(*fn)(void *), void *argument, const weft_spawn_options *options,
                                  const char *name, const char *file, int line) {
    struct weft__task *task = weft__choose_fault() ? NULL : weft__pool_take(&control_blocks, sizeof *task);
    if (!task) return NULL;
    *task = (struct weft__task){.file = file, .line = line};
    if (!build(task, options, name, fn, argument)) {
        weft__free(task->owned_name);
        weft__pool_give(&control_blocks, task);
        return NULL;
    }
    enlist(task);
    weft__sched_ready(task);
    task->state = WEFT_TASK_NEW;
    return task;
}

/* ---- End ---- */

bool weft__task_ends_are_ordered;

static int outcome_of(const struct weft__task *task) {
    bool stopped =
        task->cancelled && (task->switches == 0 || (task->delivered && !task->coroutine.context.result));
    return stopped ? WEFT_ECANCELED : 0;
}

static __attribute__((noinline, cold)) void trace_end(struct weft__task *task) {
    if (task->switches > 0) weft__metering_turn_ends(task, true);
    weft__trace_duration(WEFT__EVENT_END, task->id, task->cpu, 0);
}

static inline __attribute__((always_inline)) void tell_completions(struct weft__task *task) {
    struct weft__link *link;
    while ((link = weft__list_pop(&task->completions))) {
        struct weft__completion *completion = weft__container(link, struct weft__completion, link);
        completion->ended(completion, task);
    }
    if (weft__sched.exit) weft__sched.exit->task_ended();
}

static uint64_t ends;

/* Where somebody waits for any of several, it matters which ends first. */
static __attribute__((noinline, cold)) void touch_end(const struct weft__task *task) {
    weft__touch(task);
    if (weft__task_ends_are_ordered) weft__touch(&ends);
}

static inline __attribute__((always_inline)) void finish(struct weft__task *task) {
    if (__builtin_expect(weft__touches_kept, 0)) touch_end(task);
    task->state = WEFT_TASK_ENDED;
    task->end_order = ++ends;
    weft__coroutine_free(&task->coroutine);
    weft__sched.ended_count++;
    if (weft__tracing) trace_end(task);
    weft__sched.ending = task->id;
    if (!task->group_fn) task->outcome = outcome_of(task);
    else if (task->switches == 0) task->outcome = WEFT_ECANCELED;
    tell_completions(task);
    if (task->release) task->release(task);
    weft__sched.ending = 0;
}

/* The toolchain knows this one and end_turn by their names (web/toolchain/suspension.ts): what they call
   through pointers never suspends. */
void weft__task_finish(struct weft__task *task) { finish(task); }

void weft__task_free(struct weft__task *task) {
    weft__task_table_leave(task);
    weft__list_remove(&task->live_link);
    weft__sched.live_count--;
    weft__sched.ended_count--;
    weft__free(task->owned_name);
    weft__pool_give(&control_blocks, task);
}

/* Is called after the turn in which its function has returned; while it still counts as running, it can be
   told misuse. */
static void end_turn(struct weft__task *task) {
    if (task->scopes || task->shields > 0) weft__refuse_open(task, task->scopes != NULL, "the task");
    weft__flush_unfinished_lines();
    weft__sched.running = NULL;
    finish(task);
}

void weft__task_init_main(struct weft__task *task) {
    weft__sched.finish = end_turn;
    task->name = task->coroutine.name = "main";
    enlist(task);
}
