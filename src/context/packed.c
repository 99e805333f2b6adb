/* Small stacks are cut from slabs, and the one that was given back last is the next to be taken. */
#include "context/packed.h"

#ifndef __wasm__

#include "context/context.h"
#include "host/host.h"

enum { STACKS_OF_SLAB = 1024 };

/* In the top of a stack that is not taken. */
struct pooled {
    struct pooled *next;
};

bool weft__packing;
static struct pooled *pool;
static unsigned char *slab;
static size_t left; /* so many are left of it */

bool weft__stacks_pack(void) {
    if (weft__context_is_small && weft__host_may_pack()) weft__packing = true;
    return weft__packing;
}

static unsigned char *cut(void) {
    if (left == 0) slab = weft__host_new_stack((size_t)STACKS_OF_SLAB * WEFT__PACKED_BYTES);
    if (!slab) return NULL;
    if (left == 0) left = STACKS_OF_SLAB;
    struct weft__canary *low = (struct weft__canary *)(void *)(slab + --left * WEFT__PACKED_BYTES);
    low->words[0] = low->words[1] = weft__canary_of(low);
    return (unsigned char *)low;
}

static unsigned char *take_pooled(void) {
    struct pooled *top = pool;
    pool = top->next;
    return (unsigned char *)(top + 1) - WEFT__PACKED_BYTES;
}

bool weft__packed_take(struct weft__stack *stack) {
    unsigned char *low = pool ? take_pooled() : cut();
    if (low) *stack = (struct weft__stack){.low = low, .size = WEFT__PACKED_BYTES, .packed = true};
    return low != NULL;
}

void weft__packed_give(struct weft__stack *stack) {
    struct pooled *link = (struct pooled *)(void *)(stack->low + WEFT__PACKED_BYTES) - 1;
    link->next = pool;
    pool = link;
    *stack = (struct weft__stack){.low = NULL};
}

#endif
