/* continuations.c switches by WebAssembly's own stack switching. C cannot spell its instructions: a module
   beside the program has them (continuations.wat), and the runtime hands its functions in
   (web/runtime/continuations.ts). A function that suspends is an ordinary one here: it keeps its frames, on
   both stacks, and goes on behind the call. */
#ifndef WEFT_CONTINUATIONS_H
#define WEFT_CONTINUATIONS_H

#include "context/stack_pointer.h"

#define WEFT__CONTINUATION(name) __attribute__((import_module("continuations"), import_name(#name)))
/* Runs it until it suspends. */
WEFT__CONTINUATION(resume) void weft__continuation_resume(uint32_t number);
/* Goes back to whoever resumed the continuation that runs. */
WEFT__CONTINUATION(suspend) void weft__continuation_suspend(void);

/* The toolchain gives it a body where stacks are checked (web/toolchain/transform.ts). */
void weft__set_stack_limits(void *high, void *low);
/* Gives the context, which has not begun, a continuation; out of line. */
void weft__continuation_begin(struct weft__context *context);

WEFT__INLINE size_t weft__context_frame_bytes(const struct weft__context *context) {
    (void)context;
    return 0;
}

WEFT__INLINE void weft__context_resume(struct weft__context *context, const struct weft__context *from) {
    if (!context->continuation) weft__continuation_begin(context);
    void *pointer = weft__get_stack_pointer();
    weft__set_stack_limits(context->high, context->low);
    weft__set_stack_pointer(context->stack_pointer);
    weft__continuation_resume(context->continuation);
    context->stack_pointer = weft__get_stack_pointer();
    weft__set_stack_limits(from->high, from->low);
    weft__set_stack_pointer(pointer);
}

WEFT__INLINE bool weft__context_is_last(const struct weft__context *context) {
    (void)context;
    return true;
}

WEFT__INLINE void weft__context_resume_last(struct weft__context *context, const struct weft__context *from) {
    weft__context_resume(context, from);
}

WEFT__INLINE bool weft__context_returned(void) { return false; }

WEFT__INLINE bool weft__context_leave(struct weft__context *context) {
    (void)context;
    weft__continuation_suspend();
    return true;
}

WEFT__INLINE bool weft__context_leave_again(struct weft__context *context) {
    return weft__context_leave(context);
}

/* Asyncify's scratch area, which there is none of. */
enum { WEFT__SCRATCH_BYTES = 0 };
WEFT__INLINE void weft__scratch_move(unsigned char *scratch) { (void)scratch; }
WEFT__INLINE unsigned char *weft__scratch(void) { return NULL; }
WEFT__INLINE size_t weft__scratch_held(void) { return 0; }

#endif
