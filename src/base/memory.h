/* This is the one door to malloc, so that tests can make any allocation fail and count what is left. */
#ifndef WEFT_MEMORY_H
#define WEFT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* NULL when there is none, or when a failure was asked for. */
void *weft__alloc(size_t size);
void weft__free(void *memory);

/* Freed blocks of one size, kept for the next that is taken. */
struct weft__pool {
    void *first; /* NULL: none; each begins with the address of the next */
};

/* As weft__alloc and weft__free, but without malloc in a steady state. A pool has one size, which is at least
   that of a pointer. */
void *weft__pool_take(struct weft__pool *pool, size_t size);
void weft__pool_give(struct weft__pool *pool, void *block);

/* The count-th allocation from now fails, and every one after it; 0: none does. */
void weft__fail_after(size_t count);
/* True if the allocation that comes now is to fail; for those that do not go through weft__alloc. */
bool weft__allocation_fails(void);
/* Blocks that weft__alloc or a pool gave and that have not been given back. */
size_t weft__blocks(void);

#endif
