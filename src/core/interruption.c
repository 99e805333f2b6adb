/* Interruption is a state of the task, not an event: whoever waits asks for it, before and after. */
#include "core/interruption.h"

#include <stdio.h>

#include "base/failure.h"
#include "host/host.h"

bool weft__scope_has_expired(struct weft__scope *scope, int64_t now) {
    if (scope->timer.deadline <= now) scope->expired = true;
    return scope->expired;
}

bool weft__scope_is_held_off(const struct weft__scope *scope, const struct weft__task *task) {
    return scope->shields < task->shields;
}

bool weft__any_scope_has_expired(const struct weft__task *task, int64_t now) {
    struct weft__scope *scope = task->scopes;
    for (; scope && !weft__scope_is_held_off(scope, task); scope = scope->outer)
        if (weft__scope_has_expired(scope, now)) return true;
    return false;
}

int weft__find_interruption(const struct weft__task *task, int64_t now) {
    if (task->cancelled && task->shields == 0) return WEFT_ECANCELED;
    return weft__any_scope_has_expired(task, now) ? WEFT_ETIMEDOUT : 0;
}

int weft__find_interruption_now(const struct weft__task *task) {
    return weft__find_interruption(task, task->scopes ? weft__host_now() : 0);
}

/* ---- Scopes and shields that nobody closed ---- */

/* Is it on the stack that runs now? Scopes in other memory, or on the stack of whoever drives this generator,
   live on. */
static bool is_on_this_stack(const struct weft__task *task, const unsigned char *address) {
    const struct weft__context *context = &task->active->context;
    return (address >= context->low && address < context->high) || weft__is_on_shared_stack(address);
}

/* The mark may be in a frame that is gone: what stands there now is looked at, but not believed. */
#if defined(__GNUC__)
__attribute__((no_sanitize("address")))
#endif
static bool
is_overwritten(const struct weft__scope *scope) {
    return scope->mark->scope != scope || scope->mark->number != scope->number;
}

_Noreturn static void misuse_of_scope(const struct weft__place *begun, const char *call, const char *why) {
    weft__fail(&(struct weft__failure){
        .kind = WEFT__MISUSE, .call = call, .why = why, .file = begun->file, .line = begun->line});
}

void weft__check_scopes_above(const struct weft__task *task, const void *end) {
    const struct weft__scope *scope = task->scopes;
    const unsigned char *mark = (const unsigned char *)scope->mark;
    if (!mark) return;
    bool frame_is_gone = mark < (const unsigned char *)end && is_on_this_stack(task, mark);
    if (frame_is_gone || is_overwritten(scope))
        misuse_of_scope(&scope->begun, "weft_timeout_begin",
                        "its function has returned without weft_timeout_end, or the timeout was overwritten");
}

#if !WEFT__LARGE_FRAMES
/* Its own frame is the lowest. Those of the library between it and the program's are smaller than a scope, so
   one in a frame of the program's that is gone begins below it all the same. */
__attribute__((noinline)) void weft__check_scopes(const struct weft__task *task) {
    weft__check_scopes_above(task, __builtin_frame_address(0));
}
#endif

void weft__refuse_open(const struct weft__task *task, bool timeout, const char *who) {
    static char why[80];
    const char *missing = timeout ? "weft_timeout_end" : "weft_shield_end";
    snprintf(why, sizeof why, "%s has ended without %s", who, missing);
    if (timeout) misuse_of_scope(&task->scopes->begun, "weft_timeout_begin", why);
    misuse_of_scope(&task->shield_begun, "weft_shield_begin", why);
}
