/* Stacks are kept for the next task, in pools by size class. */
#ifndef WEFT_STACK_H
#define WEFT_STACK_H

#include <stdbool.h>
#include <stddef.h>

struct weft__stack {
    unsigned char *low; /* NULL: none */
    size_t size;        /* in bytes: the class's, at least what was asked for */
    bool packed;        /* it has no guard (context/packed.h) */
};

/* Takes a stack of at least `size` bytes (0: the default); false: no memory. */
bool weft__stack_take(struct weft__stack *stack, size_t size);
void weft__stack_give(struct weft__stack *stack);
/* Bytes of the stacks that are taken. */
size_t weft__stack_bytes(void);

#endif
