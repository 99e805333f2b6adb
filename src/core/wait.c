/* Implements the protocol of wait.h. */
#include "core/wait.h"

#include "base/touch.h"
#include "base/trace.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/turn.h"

int weft__deliver(struct weft__task *task, int error, const struct weft__wait_kind *kind, const char *file,
                  int line) {
    if (error == WEFT_ECANCELED) task->delivered = true;
    if (error && weft__sched.exit) weft__sched.exit->interrupted(task, kind, file, line);
    return error;
}

int weft__wait_begin_in(const void *frame_end, struct weft__wait *wait, const struct weft__wait_kind *kind,
                        const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    *wait = (struct weft__wait){.task = task, .kind = kind, .file = file, .line = line};
    const void *end = (const void *)(wait + 1);
    if (task->scopes) weft__check_scopes_above(task, end > frame_end ? end : frame_end);
    int error = weft__interruption(task);
    return error ? weft__deliver(task, error, kind, file, line) : 0;
}

void weft__wait_arm(struct weft__wait *wait, struct weft__waiter *waiter, weft_queue *queue,
                    const void *object) {
    waiter->wait = wait;
    waiter->object = object;
    waiter->next_of_wait = wait->armed;
    wait->armed = waiter;
    weft__list_push(queue, &waiter->link);
}

static void disarm(struct weft__wait *wait) {
    for (struct weft__waiter *waiter = wait->armed; waiter; waiter = waiter->next_of_wait) {
        weft__touch(waiter->object);
        weft__list_remove(&waiter->link);
    }
    wait->armed = NULL;
}

/* A time of the program's in whole microseconds: there it has come. */
static uint64_t microseconds(int64_t time) {
    return time <= 0 || time == INT64_MAX ? 0 : ((uint64_t)time + 999) / 1000;
}

static __attribute__((noinline, cold)) void trace_sleep(const struct weft__wait *wait) {
    uint64_t at = microseconds(wait->wakes_at);
    weft__trace(SUSPEND, wait->task->id, .peer = (int64_t)(at >> 32), .object = (uint32_t)at,
                .call = wait->kind->call, .file = wait->file, .line = wait->line);
}

static __attribute__((noinline, cold)) void trace_suspend(const struct weft__wait *wait) {
    if (wait->wakes_at) trace_sleep(wait);
    else
        weft__trace(SUSPEND, wait->task->id, .peer = weft__wait_peer(wait), .object = weft__wait_number(wait),
                    .call = wait->kind->call, .file = wait->file, .line = wait->line);
}

void weft__suspend_begin(struct weft__wait *wait) {
    struct weft__task *task = wait->task;
    weft__sched.idle_yields = 0;
    wait->woken = false;
    task->wait = wait;
    task->state = WEFT_TASK_WAITING;
    weft__turn_end_metered(task, wait->file, wait->line);
    if (weft__tracing) trace_suspend(wait);
}

__attribute__((noinline)) void weft__suspend(struct weft__task *task) {
    if (weft__context_returned()) return;
    if (weft__sched_may_stay(task) && weft__sched_stay(task)) return;
    weft__context_leave(weft__sched_leave(task));
}

int weft__suspend_end(struct weft__wait *wait) {
    struct weft__task *task = wait->task;
    if (wait->woken && wait->result_is_final) return wait->result;
    int error = wait->woken ? weft__interruption_in_turn(task) : wait->result;
    return error ? weft__deliver(task, error, wait->kind, wait->file, wait->line) : wait->result;
}

static void make_ready(struct weft__wait *wait, int result) {
    struct weft__task *task = wait->task;
    weft__touch(&task->state);
    disarm(wait);
    wait->result = result;
    task->wait = NULL;
    weft__trace(WAKE, task->id, .peer = weft__sched.running ? weft__sched.running->id : weft__sched.ending,
                .call = wait->kind->call);
    if (task->cut_off) task->state = WEFT_TASK_READY; /* in name: it gets no more turns */
    else weft__sched_ready(task);
}

void weft__wait_wake(struct weft__wait *wait, int result) {
    weft__touch(&wait->task->state); /* who comes second finds it awake */
    if (wait->task->wait != wait) return;
    wait->woken = true;
    make_ready(wait, result);
}

bool weft__wait_wake_first(weft_queue *queue) {
    struct weft__link *link = weft__list_first(queue);
    if (!link) return false;
    struct weft__waiter *waiter = weft__container(link, struct weft__waiter, link);
    weft__wait_wake(waiter->wait, waiter->index);
    return true;
}

void weft__wait_wake_all(weft_queue *queue) {
    while (weft__wait_wake_first(queue)) {}
}

void weft__wait_interrupt(struct weft__task *task, int error) {
    if (task->wait) make_ready(task->wait, error);
}
