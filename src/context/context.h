/* A context is a call of entry(argument) on a stack of its own, which can stop in the middle and go on later.
   One backend is built that switches the stacks: asyncify.c or continuations.c (WebAssembly), native.c with
   x86_64.S or aarch64.S, or ucontext.c. */
#ifndef WEFT_CONTEXT_H
#define WEFT_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct weft__stack_bounds {
    const void *low;
    size_t size; /* bytes */
};

struct weft__context {
    void *(*entry)(void *argument);
    void *argument;
    unsigned char *low, *high; /* the C stack: [low, high); of main's, about */
    void *stack_pointer;       /* while it is not running */
    union {
        void *resumer;         /* native, while it runs: where suspending goes */
        uint32_t continuation; /* continuations: its number, from 1; 0 before it begins and at its end */
    };
    unsigned char *frames; /* asyncify: saved frames that are not in the scratch area, or NULL;
                                  emscripten: saved frames, at the low end of its stack, or NULL */
    size_t frames_size;    /* in bytes, with frames */
    bool frames_elsewhere; /* they did not fit below the stack pointer: `frames` is an allocation */
    bool ended;            /* entry has returned */
    void *result;          /* what it has returned, once it has ended */
    struct weft__stack_bounds own, resumers; /* under a sanitizer: the stacks between which it switches */
};

/* Prepares a context on a stack of `size` bytes from `low`, both multiples of 16. Nothing runs yet. */
void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument);
/* The stack on which the scheduler runs. */
extern struct weft__context weft__pump;
/* Runs it until it suspends itself or ends. It must neither be running nor have ended. `from` is what is
   running. Inlined where that saves a frame. */
static inline void weft__context_resume(struct weft__context *context, const struct weft__context *from);
/* Whether it is the last that was suspended, as a generator most often is, which then is resumed quicker. */
static inline bool weft__context_is_last(const struct weft__context *context);
static inline void weft__context_resume_last(struct weft__context *context, const struct weft__context *from);
/* Suspending: on the context's own stack, goes back to whoever resumed it. Inlined, where that saves a frame.
 *
 *     if (!weft__context_returned()) {
 *         … what comes before …
 *         if (!weft__context_leave(context)) return anything;
 *     }
 *     … what comes after, knowing nothing of the locals and arguments …
 *
 * Where weft__context_leave returns false, the function must return at once. It is called anew at the resume,
 * and then, the first time it asks, weft__context_returned() is true. Elsewhere leaving is suspending, and
 * nobody has returned. */
static inline bool weft__context_returned(void);
static inline bool weft__context_leave(struct weft__context *context);
/* The same in less code at the place of the call. */
static inline bool weft__context_leave_again(struct weft__context *context);
/* Frees what the backend holds; the stack is the caller's. */
void weft__context_free(struct weft__context *context);
/* Native: makes a context of what is running now. Its first suspend goes to loop(), on the given stack. */
void weft__context_adopt(struct weft__context *context, void *low, size_t size, void (*loop)(void *));
/* WebAssembly: goes on, after a trap, on a stack of its own; true: frames were being saved. */
bool weft__context_emergency(void);
/* Native: whether what a context keeps on its stack leaves room on a small one. */
extern const bool weft__context_is_small;
/* Bytes of C stack in use by a suspended context. */
size_t weft__context_depth(const struct weft__context *context);
/* Returns the bytes of WebAssembly frames of a suspended context. */
static inline size_t weft__context_frame_bytes(const struct weft__context *context);

/* weft__frame_end(): an address in the calling function's frame or at its end, above which its caller's
   frames lie but for a few words. WebAssembly only tells where the frame begins, so what lies high in it has
   to be looked at as well. */

#if !defined(__wasm__) || defined(WEFT_EMCC) || defined(WEFT_CONTINUATIONS)
/* Only with Asyncify do calls that never suspend run on a stack of all tasks, and are a function's needs
   known. */
static inline void *weft__left_stack(void) { return NULL; }
static inline void weft__return_to_stack(void) {}
static inline bool weft__is_on_shared_stack(const void *address) {
    (void)address;
    return false;
}
static inline size_t weft__needs(void *(*function)(void *argument)) {
    (void)function;
    return 0;
}
/* Whether the running context can be suspended and yet stay on the engine's stack, while others run above it:
   with Asyncify only, where it saves the way of the frames to memory and back. */
#define WEFT__CONTEXT_CAN_STAY 0
static inline void weft__context_note(struct weft__context *context) { (void)context; }
#else
#define WEFT__CONTEXT_CAN_STAY 1
/* Notes where its C stack is, while it runs. */
static inline void weft__context_note(struct weft__context *context);
/* From here on the code uses the C stack of that context, which was noted. */
static inline void weft__context_enter(const struct weft__context *context);
#endif

/* Of what weft__needs tells: the bytes of stack, or 0; and whether the function's frames are always few. */
static inline size_t weft__need_bytes(size_t needs) { return needs & ~(size_t)1; }
static inline bool weft__need_is_bounded(size_t needs) { return needs & 1; }

#if defined WEFT_CONTINUATIONS
#include "context/continuations.h"
#elif defined(__wasm__) && !defined(WEFT_EMCC)
#include "context/asyncify.h"
#else
#ifdef __wasm__ /* linked by emcc: context/emscripten.c */
#include "context/emcc.h"
#define weft__frame_end() ((const void *)weft__get_stack_pointer())
#else
#define weft__frame_end() ((const void *)__builtin_frame_address(0))
#endif
/* Where arguments are passed on the stack, the library's own frames are as large as the program's. */
#define WEFT__LARGE_FRAMES (UINTPTR_MAX == UINT32_MAX)
void weft__context_switch_to(struct weft__context *context);
/* Returns at the next resume. */
void weft__context_suspend(struct weft__context *context);
static inline void weft__context_resume(struct weft__context *context, const struct weft__context *from) {
    (void)from;
    weft__context_switch_to(context);
}
static inline bool weft__context_is_last(const struct weft__context *context) {
    (void)context;
    return true;
}
static inline void weft__context_resume_last(struct weft__context *context,
                                             const struct weft__context *from) {
    weft__context_resume(context, from);
}
static inline size_t weft__context_frame_bytes(const struct weft__context *context) {
    return context->frames ? context->frames_size : 0;
}
static inline bool weft__context_returned(void) { return false; }
static inline bool weft__context_leave(struct weft__context *context) {
    weft__context_suspend(context);
    return true;
}
static inline bool weft__context_leave_again(struct weft__context *context) {
    return weft__context_leave(context);
}
#endif

#endif
