/* This is the one door to malloc, so that tests can make any allocation fail and count what is left. */
#ifndef WEFT_MEMORY_H
#define WEFT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* NULL when there is none, or when a failure was asked for. */
void *weft__alloc(size_t size);
void weft__free(void *memory);

/* The count-th allocation from now fails, and every one after it; 0: none does. */
void weft__fail_after(size_t count);
/* True if the allocation that comes now is to fail; for those that do not go through weft__alloc. */
bool weft__allocation_fails(void);
/* Blocks that weft__alloc gave and weft__free has not got back. */
size_t weft__blocks(void);

#endif
