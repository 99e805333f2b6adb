/* Small stacks that share pages: natively, where the program has asked for it. There is no room for a guard,
   so each ends in a few bytes that must not change, and they are looked at after each turn. */
#ifndef WEFT_PACKED_H
#define WEFT_PACKED_H

#include <stdint.h>

#include "context/stack.h"

/* What may be asked of such a stack, and what it has: the rest is for Weft's own frames. */
enum { WEFT__PACKED_MOST_BYTES = 1024, WEFT__PACKED_BYTES = 1536 };

#ifdef __wasm__ /* stacks are no larger than they have to be, and have a check */
static inline bool weft__stacks_pack(void) { return true; }
static inline bool weft__packs(size_t size) {
    (void)size;
    return false;
}
static inline bool weft__packed_take(struct weft__stack *stack) {
    (void)stack;
    return false;
}
static inline void weft__packed_give(struct weft__stack *stack) { (void)stack; }
static inline bool weft__packed_is_overrun(const struct weft__stack *stack) {
    (void)stack;
    return false;
}
#else
extern bool weft__packing;
/* From now on; false: that would not be safe in this program. */
bool weft__stacks_pack(void);
static inline bool weft__packs(size_t size) {
    return weft__packing && size > 0 && size <= WEFT__PACKED_MOST_BYTES;
}
/* false: no memory. */
bool weft__packed_take(struct weft__stack *stack);
void weft__packed_give(struct weft__stack *stack);

/* The lowest bytes of a stack. */
struct weft__canary {
    uintptr_t words[2];
};
static inline uintptr_t weft__canary_of(const struct weft__canary *canary) {
    return (uintptr_t)canary ^ (uintptr_t)UINT64_C(0x9e3779b97f4a7c15);
}
static inline bool weft__packed_is_overrun(const struct weft__stack *stack) {
    if (!stack->packed) return false;
    const struct weft__canary *canary = (const struct weft__canary *)(const void *)stack->low;
    return canary->words[0] != weft__canary_of(canary) || canary->words[1] != weft__canary_of(canary);
}
#endif

#endif
