/* The host's part of a swap: it calls fibers on their stacks and takes them off again. What a host calls may
   also be unwound by JavaScript (emscripten_sleep within a fiber): then the host is unwound with it, and so
   is whoever called it, and all of them are rewound together. */
#include "fibers/swap.h"

#include <emscripten/stack.h>
#include <stdio.h>
#include <stdlib.h>

struct weft__fibers weft__fibers;

/* What there was when JavaScript unwound a host. */
static struct {
    struct weft__fiber *host;
    struct weft__fibers fibers;
    unsigned char *stack_pointer;
} sleeper;

_Noreturn static void fail(const char *why) {
    fprintf(stderr, "weft: %s\n", why);
    abort();
}

WEFT__INLINE void set_bounds(unsigned char *high, unsigned char *low) {
    weft__fibers.low = low;
    weft__fibers.size = (size_t)(high - low) + 1; /* where nothing is used yet, too */
    emscripten_stack_set_limits(high, low);
}

/* What has been called has returned: to whom it swaps, or NULL. */
WEFT__INLINE struct weft__fiber *take_next(void) {
    struct weft__fiber *next = weft__fibers.next;
    if (!next) return NULL;
    weft__fibers.next = NULL;
    weft__stop_unwind();
    return next;
}

WEFT__INLINE void call_bottom(void (*bottom)(void *), void *argument) {
    weft__fibers.bottom = bottom;
    weft__fibers.argument = argument;
    if (argument == WEFT__NO_ARGUMENT) ((void (*)(void))(void *)bottom)();
    else bottom(argument);
}

WEFT__INLINE struct weft__fiber *call(struct weft__fiber *fiber) {
    void (*bottom)(void *) = fiber->entry ? fiber->entry : fiber->bottom;
    if (!bottom) fail("a fiber was swapped to that has not begun here, or has ended");
    set_bounds(fiber->high, fiber->low);
    weft__set_stack_pointer(fiber->stack_pointer);
    if (fiber->entry) {
        fiber->entry = NULL;
    } else {
        weft__fibers.rewinding = true;
        weft__start_rewind(&fiber->frames);
    }
    call_bottom(bottom, fiber->argument);
    return take_next();
}

/* From where JavaScript took it: the frames come out of JavaScript's own area. */
WEFT__INLINE struct weft__fiber *call_again(void) {
    weft__fibers = sleeper.fibers;
    set_bounds(weft__fibers.low + weft__fibers.size - 1, weft__fibers.low);
    weft__set_stack_pointer(sleeper.stack_pointer);
    call_bottom(weft__fibers.bottom, weft__fibers.argument);
    return take_next();
}

/* Out of line, since an engine compiles well what is called often, and not what loops. */
struct weft__fiber *weft__fibers_call(struct weft__fiber *fiber);
WEFT__EDGE(weft__fibers_call) struct weft__fiber *weft__fibers_call(struct weft__fiber *fiber) {
    return call(fiber);
}

/* Nobody has swapped, and yet the call has returned. */
static void pass_on(struct weft__fiber *host, unsigned char *stack_pointer) {
    if (weft__emcc_state() != WEFT__UNWINDING) fail("the function of a fiber has returned");
    sleeper.host = host;
    sleeper.fibers = weft__fibers;
    sleeper.stack_pointer = stack_pointer;
}

/* first: NULL: what slept is rewound. */
WEFT__INLINE void run(struct weft__fiber *host, struct weft__fiber *first) {
    struct weft__fibers before = weft__fibers;
    unsigned char *high = (unsigned char *)emscripten_stack_get_base(),
                  *low = (unsigned char *)emscripten_stack_get_end(), *pointer = weft__get_stack_pointer();
    struct weft__fiber *next = first ? call(first) : call_again();
    if (!first) host = sleeper.host;
    while (next && next != host) next = weft__fibers_call(next);
    unsigned char *last = weft__get_stack_pointer();
    weft__set_stack_pointer(pointer);
    emscripten_stack_set_limits(high, low);
    if (!next) pass_on(host, last);
    weft__fibers.low = before.low;
    weft__fibers.size = before.size;
    weft__fibers.bottom = before.bottom;
    weft__fibers.argument = before.argument;
    if (!next) weft__fibers.slept = true;
}

WEFT__EDGE(weft__fibers_run) void weft__fibers_run(struct weft__fiber *host, struct weft__fiber *first) {
    run(host, first);
}

WEFT__EDGE(weft__fibers_wake) bool weft__fibers_wake(void) {
    if (weft__emcc_state() != WEFT__REWINDING) return false;
    weft__fibers.slept = false;
    run(NULL, NULL);
    return true;
}
