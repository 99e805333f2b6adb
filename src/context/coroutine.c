/* A coroutine is made of a stack from the pools and a context on it. */
#include "context/coroutine.h"

bool weft__coroutine_init(struct weft__coroutine *coroutine, size_t stack_size, const char *name,
                          void *(*entry)(void *), void *argument) {
    coroutine->name = name;
    size_t needs = weft__needs(entry);
    coroutine->bounded = weft__need_is_bounded(needs);
    if (stack_size == 0) stack_size = weft__need_bytes(needs);
    if (!weft__stack_take(&coroutine->stack, stack_size)) return false;
    weft__context_init(&coroutine->context, coroutine->stack.low, coroutine->stack.size, entry, argument);
    return true;
}

void weft__coroutine_free(struct weft__coroutine *coroutine) {
    weft__context_free(&coroutine->context);
    weft__stack_give(&coroutine->stack);
}
