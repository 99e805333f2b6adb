/* A scope's timer wakes its task where it waits; a task that does not wait asks for the time by itself. */
#include "core/timeout.h"

#include "base/trace.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/wait.h"
#include "host/host.h"

static void expire(struct weft__timer *timer) {
    struct weft__scope *scope = weft__container(timer, struct weft__scope, timer);
    struct weft__task *task = weft__task_find(scope->task);
    scope->expired = true;
    weft__trace(TIMEOUT, scope->task, .peer = 0);
    if (!weft__scope_is_held_off(scope, task)) weft__wait_interrupt(task, WEFT_ETIMEDOUT);
}

void weft__scope_open(struct weft__scope *scope, double seconds, struct weft__place begun) {
    struct weft__task *task = weft__sched.running;
    *scope = (struct weft__scope){
        .outer = task->scopes,
        .begun = begun,
        .task = task->id,
        .shields = task->shields,
        .expired = seconds <= 0,
    };
    task->scopes = scope;
    if (!scope->expired) weft__timer_arm(&scope->timer, weft__deadline(seconds), expire);
}

bool weft__scope_close(struct weft__scope *scope) {
    struct weft__task *task = weft__sched.running;
    int64_t now = weft__host_now();
    bool expired = weft__scope_has_expired(scope, now);
    weft__timer_disarm(&scope->timer);
    task->scopes = scope->outer;
    return expired && !weft__any_scope_has_expired(task, now);
}
