/* AddressSanitizer is told here when the stack changes under it; in other builds nothing is said. */
#ifndef WEFT_SANITIZER_H
#define WEFT_SANITIZER_H

#include "base/address_sanitizer.h"
#include "context/context.h"

#ifdef WEFT__ADDRESS_SANITIZER

#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>

/* A stack that is left for another one: where the other one lies, and what comes back with the return. */
static inline void weft__sanitizer_leave(void **kept, const struct weft__stack_bounds *to) {
    __sanitizer_start_switch_fiber(kept, to->low, to->size);
}

/* The first words on a stack that has been entered; *from: the stack that was left. */
static inline void weft__sanitizer_entered(void *kept, struct weft__stack_bounds *from) {
    __sanitizer_finish_switch_fiber(kept, &from->low, &from->size);
}

/* What the frames of main's stack point to is in use, also while another stack runs. */
static inline void weft__sanitizer_adopted(const struct weft__stack_bounds *stack) {
    __lsan_register_root_region(stack->low, stack->size);
}

/* A stack that begins anew: the marks of its last use go, and what its frames point to is in use. */
static inline void weft__sanitizer_new(void *low, size_t size) {
    __asan_unpoison_memory_region(low, size);
    __lsan_register_root_region(low, size);
}

static inline void weft__sanitizer_free(const struct weft__context *context) {
    if (!context->low) return;
    __asan_unpoison_memory_region(context->low, (size_t)(context->high - context->low));
    __lsan_unregister_root_region(context->low, (size_t)(context->high - context->low));
}

#else

static inline void weft__sanitizer_leave(void **kept, const struct weft__stack_bounds *to) {
    (void)kept, (void)to;
}
static inline void weft__sanitizer_entered(void *kept, struct weft__stack_bounds *from) {
    (void)kept, (void)from;
}
static inline void weft__sanitizer_adopted(const struct weft__stack_bounds *stack) { (void)stack; }
static inline void weft__sanitizer_new(void *low, size_t size) { (void)low, (void)size; }
static inline void weft__sanitizer_free(const struct weft__context *context) { (void)context; }

#endif

#endif
