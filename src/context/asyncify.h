/* asyncify.c suspends and resumes by these functions, which are inlined into those at the edge of a switch. A
   function into which one of them is inlined calls Asyncify's intrinsics and so is not instrumented: it has
   no frame to be saved. It must have no C stack frame either where it suspends (so: no local whose address is
   taken), since at the rewind it begins anew. And one that resumes is for Asyncify the end of the search for
   those who may unwind: where it suspends as well, the toolchain has to be told
   (web/toolchain/suspension.ts). */
#ifndef WEFT_ASYNCIFY_H
#define WEFT_ASYNCIFY_H

#include "context/stack_pointer.h"

/* Where to write next (or to read backwards from), and the end, which nobody looks at
   (web/toolchain/frames/). */
struct weft__asyncify_area {
    unsigned char *at, *end;
};

struct weft__asyncify {
    struct weft__asyncify_area area;  /* with in_scratch: `at` is where its frames end */
    struct weft__context *in_scratch; /* it is suspended, its frames in the scratch area; or NULL */
    unsigned char *scratch;           /* the scratch area, the last thing in memory */
};
extern struct weft__asyncify weft__asyncify;
/* Four times what engines give a program for its own stack, and that holds more than the
   frames that are saved of it. */
enum { WEFT__SCRATCH_BYTES = 1 << 22 };
/* The scratch area lies there from now on, and its frames with it. */
void weft__scratch_move(unsigned char *scratch);

#define WEFT__ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
WEFT__ASYNCIFY(start_unwind) void weft__start_unwind(struct weft__asyncify_area *area);
WEFT__ASYNCIFY(stop_unwind) void weft__stop_unwind(void);
WEFT__ASYNCIFY(start_rewind) void weft__start_rewind(struct weft__asyncify_area *area);
WEFT__ASYNCIFY(stop_rewind) void weft__stop_rewind(void);

/* What the toolchain makes instructions of: Asyncify's state, and the setting of
   stack-check's limits (or nothing). */
enum weft__asyncify_state { WEFT__RUNNING, WEFT__UNWINDING, WEFT__REWINDING };
__attribute__((import_module("weft"), import_name("asyncify_state"))) enum weft__asyncify_state
weft__asyncify_state(void);
__attribute__((import_module("weft"), import_name("set_stack_limits"))) void
weft__set_stack_limits(void *high, void *low);
/* And its part in the stack that tasks share for calls that never suspend (docs/asyncify.md): the stack
   pointer that such a call has left, or NULL where none is under way; that none is, since longjmp has left
   it; and what a function needs of a stack that it is the first on, in bytes, a multiple of 16, or 0: that is
   not known; and 1 more where none of what may wait in it calls itself, by whatever way. */
__attribute__((import_module("weft"), import_name("left_stack"))) void *weft__left_stack(void);
__attribute__((import_module("weft"), import_name("return_to_stack"))) void weft__return_to_stack(void);
__attribute__((import_module("weft"), import_name("needs"))) size_t
weft__needs(void *(*function)(void *argument));

unsigned char *weft__allocate_frames(struct weft__context *context, size_t size);
void weft__drop_frames(void *frames);
/* Out of line, for where it is seldom needed: weft__clear_scratch. */
void weft__clear_scratch_of_any(void);

/* Where the scratch area begins; NULL: there is none yet. */
WEFT__INLINE unsigned char *weft__scratch(void) { return weft__asyncify.scratch; }

/* The shared stack is the pump's, below the pump's frames: the first that lies in memory. */
WEFT__INLINE bool weft__is_on_shared_stack(const void *address) {
    extern unsigned char __global_base[]; /* the linker's: where that stack begins */
    return (const unsigned char *)address < __global_base;
}

WEFT__INLINE size_t weft__scratch_used(void) {
    return (size_t)(weft__asyncify.area.at - weft__asyncify.scratch);
}

/* The bytes of the scratch area that somebody's frames take up. */
WEFT__INLINE size_t weft__scratch_held(void) { return weft__asyncify.in_scratch ? weft__scratch_used() : 0; }

WEFT__INLINE size_t weft__context_frame_bytes(const struct weft__context *context) {
    if (weft__asyncify.in_scratch == context) return weft__scratch_used();
    return context->frames ? context->frames_size : 0;
}

WEFT__INLINE bool weft__context_returned(void) {
    if (weft__asyncify_state() != WEFT__REWINDING) return false;
    weft__stop_rewind();
    return true;
}

/* The frames of most suspensions are a few words: a loop beats a call of memcpy. */
WEFT__INLINE void weft__copy_words(unsigned char *to, const unsigned char *from, size_t size) {
    uint32_t *t = (uint32_t *)(void *)to;
    const uint32_t *f = (const uint32_t *)(const void *)from;
#pragma clang loop unroll(disable)
    for (size_t i = 0; i < size / 4; i++) t[i] = f[i];
}

WEFT__INLINE void weft__clear_scratch(void) {
    struct weft__context *context = weft__asyncify.in_scratch;
    size_t size = weft__scratch_used();
    unsigned char *top = (unsigned char *)context->stack_pointer;
    bool fits = (size_t)(top - context->low) >= size + 16;
    context->frames = fits ? (unsigned char *)((uintptr_t)(top - size) & ~(uintptr_t)3)
                           : weft__allocate_frames(context, size);
    context->frames_size = size;
    weft__copy_words(context->frames, weft__asyncify.scratch, size);
    weft__asyncify.in_scratch = NULL;
}

WEFT__INLINE void weft__unwind(struct weft__context *context) {
    weft__asyncify.in_scratch = context;
    weft__asyncify.area.at = weft__asyncify.scratch;
    weft__start_unwind(&weft__asyncify.area);
}

WEFT__INLINE bool weft__context_leave(struct weft__context *context) {
    if (weft__asyncify.in_scratch) weft__clear_scratch();
    weft__unwind(context);
    return false;
}

WEFT__INLINE bool weft__context_leave_again(struct weft__context *context) {
    if (weft__asyncify.in_scratch) weft__clear_scratch_of_any();
    weft__unwind(context);
    return false;
}

WEFT__INLINE void weft__context_enter(const struct weft__context *context) {
    weft__set_stack_limits(context->high, context->low);
    weft__set_stack_pointer(context->stack_pointer);
}

WEFT__INLINE void weft__context_note(struct weft__context *context) {
    context->stack_pointer = weft__get_stack_pointer();
}

/* Entered, calls it and comes back. */
WEFT__INLINE void weft__context_run(struct weft__context *context, const struct weft__context *from,
                                    void *pointer) {
    void *result = context->entry(context->argument);
    if (weft__asyncify_state() == WEFT__UNWINDING) {
        weft__stop_unwind();
        /* Its caller's, whether or not the call that unwound had a frame of its own. */
        context->stack_pointer = weft__get_stack_pointer();
    } else {
        context->result = result;
        context->ended = true;
    }
    weft__set_stack_limits(from->high, from->low);
    weft__set_stack_pointer(pointer);
}

/* Puts back the frames of one that are not in the scratch area (any more); returns what is to be freed once
   they have been rewound, or NULL. */
WEFT__INLINE void *weft__find_frames(struct weft__context *context) {
    if (weft__asyncify.in_scratch) weft__clear_scratch();
    unsigned char *frames = context->frames;
    weft__asyncify.area.at = frames + context->frames_size;
    context->frames = NULL;
    if (!context->frames_elsewhere) return NULL;
    context->frames_elsewhere = false;
    return frames;
}

WEFT__INLINE void weft__context_resume(struct weft__context *context, const struct weft__context *from) {
    bool in_scratch = weft__asyncify.in_scratch == context, moved = context->frames != NULL;
    void *frames = NULL;
    if (in_scratch) weft__asyncify.in_scratch = NULL;
    else if (moved) frames = weft__find_frames(context);
    void *pointer = weft__get_stack_pointer();
    weft__context_enter(context);
    if (in_scratch || moved) weft__start_rewind(&weft__asyncify.area);
    weft__context_run(context, from, pointer);
    if (frames) weft__drop_frames(frames);
}

WEFT__INLINE bool weft__context_is_last(const struct weft__context *context) {
    return weft__asyncify.in_scratch == context;
}

WEFT__INLINE void weft__context_resume_last(struct weft__context *context, const struct weft__context *from) {
    weft__asyncify.in_scratch = NULL;
    void *pointer = weft__get_stack_pointer();
    weft__context_enter(context);
    weft__start_rewind(&weft__asyncify.area);
    weft__context_run(context, from, pointer);
}

#endif
