/* A coroutine is a context on a pooled stack. Tasks and generators are made of it. */
#ifndef WEFT_COROUTINE_H
#define WEFT_COROUTINE_H

#include "context/context.h"
#include "context/stack.h"

struct weft__coroutine {
    struct weft__context context;
    struct weft__stack stack;        /* main's: its size alone, since it is not of a pool */
    unsigned number;                 /* of a generator, in the order in which they were made; 0: a task */
    const char *name;                /* the function's: for reports; the owner's text */
    struct weft__coroutine *follows; /* while it is parked because a generator that it drives is: that one */
    bool bounded;                    /* its frames are always few (weft__needs) */
};

/* It must be all zero. false: no memory. stack_size 0: what the
   function needs, or the default where that is not known. */
bool weft__coroutine_init(struct weft__coroutine *coroutine, size_t stack_size, const char *name,
                          void *(*entry)(void *), void *argument);
void weft__coroutine_free(struct weft__coroutine *coroutine);

#endif
