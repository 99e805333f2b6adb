/* Each size class has a pool. A stack that is given back is the next that is taken of its class. */
#include "context/stack.h"

#include <limits.h>

#include "base/memory.h"
#include "context/packed.h"
#include "host/host.h"

enum { MIN_BYTES = 512, CLASSES = 22 }; /* 512 bytes, doubling, to 1 GiB */

/* A stack in the pool: the link lies in its top, which is paged in anyway. */
struct pooled {
    struct pooled *next;
};

static struct pooled *pools[CLASSES];
static size_t bytes_taken;

static size_t class_size(int class) { return (size_t)MIN_BYTES << class; }

/* CLASSES or more: it is too large for any. */
static int class_of(size_t size) {
    if (size <= MIN_BYTES) return 0;
    return (int)(sizeof(unsigned long long) * CHAR_BIT) - __builtin_clzll((size - 1) / MIN_BYTES);
}

static struct pooled *link_of(const struct weft__stack *stack) {
    return (struct pooled *)(void *)(stack->low + stack->size - sizeof(struct pooled));
}

static unsigned char *take_pooled(int class) {
    struct pooled *top = pools[class];
    if (!top) return NULL;
    pools[class] = top->next;
    return (unsigned char *)(top + 1) - class_size(class);
}

bool weft__stack_take(struct weft__stack *stack, size_t size) {
    if (weft__packs(size)) {
        if (weft__allocation_fails() || !weft__packed_take(stack)) return false;
        bytes_taken += stack->size;
        return true;
    }
    if (size == 0) size = weft__host_default_stack;
    if (size < weft__host_smallest_stack) size = weft__host_smallest_stack;
    int class = class_of(size);
    if (class >= CLASSES || weft__allocation_fails()) return false;
    stack->size = class_size(class);
    stack->low = take_pooled(class);
    if (!stack->low) stack->low = weft__host_new_stack(stack->size);
    if (!stack->low) return false;
    bytes_taken += stack->size;
    return true;
}

void weft__stack_give(struct weft__stack *stack) {
    if (!stack->low) return;
    bytes_taken -= stack->size;
    if (stack->packed) {
        weft__packed_give(stack);
        return;
    }
    struct pooled *link = link_of(stack);
    int class = class_of(stack->size);
    link->next = pools[class];
    pools[class] = link;
    stack->low = NULL;
}

size_t weft__stack_bytes(void) { return bytes_taken; }
