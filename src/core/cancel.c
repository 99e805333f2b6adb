/* Cancellation and timeouts: a state of the task that the wait mechanism asks for (weft__interruption) and that wakes a task that is parked. */
#include <math.h>

#include "base/trace.h"
#include "core/sched.h"
#include "host/host.h"
#include "report/fatal.h"

/* Also when its task has held the turn beyond the deadline, so that the timer could not fire yet. */
static bool has_expired(weft_timeout *timeout) {
    if (!timeout->expired && timeout->timer.deadline <= weft__host_now()) timeout->expired = true;
    return timeout->expired;
}

/* A shield that began inside the scope holds it off. One that the scope began in does not: clean-up may be timed. */
static bool is_held_off(const weft_timeout *timeout, const struct weft__task *task) {
    return timeout->shields < task->shields;
}

static bool any_expired(const struct weft__task *task) {
    for (weft_timeout *scope = task->timeouts; scope && !is_held_off(scope, task); scope = scope->outer)
        if (has_expired(scope)) return true;
    return false;
}

int weft__find_interruption(struct weft__task *task) {
    if (task->cancelled && task->shields == 0) return WEFT_ECANCELED;
    return any_expired(task) ? WEFT_ETIMEDOUT : 0;
}

/* It ends without having begun. */
static void end_before_start(struct weft__task *task) {
    weft__list_remove(&task->ready_link);
    weft__sched.ready_count--;
    weft__task_finish(task);
}

void weft__cancel(struct weft__task *task) {
    if (task->cancelled || task->state == WEFT_TASK_ENDED) return;
    task->cancelled = true;
    weft__trace(CANCEL, task->id, .peer = weft__sched.running ? weft__sched.running->id : 0);
    if (task->switches == 0 && task->id != 1) end_before_start(task);
    else if (task->shields == 0) weft__wait_interrupt(task, WEFT_ECANCELED);
}

int weft_cancel(weft_task id) {
    struct weft__task *task = weft__task_find(id);
    if (!task) return WEFT_EBADTASK;
    weft__cancel(task);
    return 0;
}

bool weft_cancelled(void) { return weft__task_self()->cancelled; }

void weft_shield_begin(void) { weft__task_self()->shields++; }

void weft_shield_end_at(const char *file, int line) {
    struct weft__task *task = weft__task_self();
    if (task->shields == 0) weft__misuse("weft_shield_end", "no shield has begun", file, line);
    task->shields--;
}

static void expire(weft_timer *timer) {
    weft_timeout *timeout = weft__container(timer, weft_timeout, timer);
    struct weft__task *task = weft__task_find(timeout->task);
    timeout->expired = true;
    weft__trace(TIMEOUT, timeout->task, .object = timeout);
    if (!is_held_off(timeout, task)) weft__wait_interrupt(task, WEFT_ETIMEDOUT);
}

void weft_timeout_begin_at(weft_timeout *timeout, double seconds, const char *file, int line) {
    struct weft__task *task = weft__task_self();
    if (isnan(seconds)) weft__misuse("weft_timeout_begin", "the seconds are not a number", file, line);
    *timeout = (weft_timeout){
        .outer = task->timeouts, .task = task->id, .shields = task->shields, .expired = seconds <= 0};
    task->timeouts = timeout;
    if (!timeout->expired) weft__timer_arm(&timeout->timer, weft__deadline(seconds), expire);
}

bool weft_timeout_end_at(weft_timeout *timeout, const char *file, int line) {
    struct weft__task *task = weft__task_self();
    if (task->timeouts != timeout)
        weft__misuse("weft_timeout_end", "it is not the task's innermost timeout", file, line);
    bool expired = has_expired(timeout);
    weft__timer_disarm(&timeout->timer);
    task->timeouts = timeout->outer;
    return expired && !any_expired(task);
}

void weft__timeouts_drop(struct weft__task *task) {
    for (; task->timeouts; task->timeouts = task->timeouts->outer) weft__timer_disarm(&task->timeouts->timer);
}

/* Cancels the task and waits for it all the same; what joining it returns. */
static int stop_and_join(weft_task task, void **value, const char *file, int line) {
    weft_cancel(task);
    weft_shield_begin();
    int result = weft__join(task, value, "weft_wait_for", file, line);
    weft_shield_end_at(file, line);
    return result;
}

int weft_wait_for_at(void *(*fn)(void *), void *arg, double seconds, void **result, const char *name,
                     const char *file, int line) {
    struct weft__wait entry;
    int error = weft__wait_begin(&entry, "weft_wait_for", file, line);
    if (error) return error;
    if (isnan(seconds)) return WEFT_EINVAL;
    weft_task task = weft_spawn_at(fn, arg, NULL, name, file, line);
    if (task < 0) return (int)task;
    void *value = NULL;
    weft_timeout timeout;
    weft_timeout_begin_at(&timeout, seconds, file, line);
    int ended = weft__join(task, &value, "weft_wait_for", file, line);
    bool timed_out = weft_timeout_end_at(&timeout, file, line);
    if (weft__task_find(task)) {
        error = ended;
        ended = stop_and_join(task, &value, file, line);
        bool ours = error == WEFT_ETIMEDOUT && timed_out;
        if (!(ours && ended == 0)) ended = error;
    }
    if (result) *result = ended == 0 ? value : NULL;
    return ended;
}
