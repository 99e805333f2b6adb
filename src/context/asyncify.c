/* WebAssembly: Binaryen's Asyncify, its intrinsics called from here. Suspending unwinds the context's own WebAssembly frames into a scratch area.
   They stay there until the next suspension needs it; then they are moved to where they cost nothing, the free part of the context's own C stack,
   just below its stack pointer. So the frames of a generator whose consumer does not itself suspend are never copied. Resuming calls entry again,
   which rewinds them. The unwound code neither runs its epilogues nor, at the rewind, its prologues, so the C stack pointer is saved at the
   suspension and put back before the rewind. */
#include "context.h"

#include "../fatal.h"
#include "../memory.h"

enum { SCRATCH_SIZE = 1 << 20, BEHIND = 1 << 12 };

WEFT__ASYNCIFY(stop_unwind) void stop_unwind(void);
WEFT__ASYNCIFY(start_rewind) void start_rewind(struct weft__asyncify_area *area);
/* The toolchain makes it set stack-check's limits, or do nothing. */
__attribute__((import_module("weft"), import_name("set_stack_limits"))) void set_stack_limits(void *high, void *low);

/* The pump's stack, the module's own, is not checked: only Weft's code runs on it. */
static struct weft__context pump = {.high = (unsigned char *)UINTPTR_MAX};
struct weft__asyncify weft__asyncify = {.area = {.end = (unsigned char *)UINTPTR_MAX}, .current = &pump};
/* What lies behind has been overwritten when an overrun is noticed. */
_Alignas(16) unsigned char weft__scratch[SCRATCH_SIZE + BEHIND];

static inline __attribute__((always_inline)) void set_stack_pointer(void *pointer) {
    __asm__ volatile("local.get %0\n global.set __stack_pointer" : : "r"(pointer));
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *), void *argument) {
    *context = (struct weft__context){.entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = context->high;
}

/* The frames of most suspensions are a few words: a loop beats a call of memcpy. */
static void copy_words(unsigned char *to, const unsigned char *from, size_t size) {
    uint32_t *t = (uint32_t *)(void *)to;
    const uint32_t *f = (const uint32_t *)(const void *)from;
    for (size_t i = 0; i < size / 4; i++) t[i] = f[i];
}

static __attribute__((noinline)) void allocate_frames(struct weft__context *context) {
    size_t size = context->frames_size;
    context->frames = weft__alloc(size);
    if (!context->frames) weft__fatal("out of memory", "no room for the %zu bytes of frames of a task that waits", size);
    context->frames_elsewhere = true;
}

void weft__clear_scratch(void) {
    struct weft__context *context = weft__asyncify.in_scratch;
    size_t size = context->frames_size;
    unsigned char *top = (unsigned char *)context->stack_pointer;
    if ((size_t)(top - context->low) >= size + 16) context->frames = (unsigned char *)((uintptr_t)(top - size) & ~(uintptr_t)3);
    else allocate_frames(context);
    copy_words(context->frames, weft__scratch, size);
    weft__asyncify.in_scratch = NULL;
}

static void drop_frames(struct weft__context *context) {
    weft__free(context->frames);
    context->frames_elsewhere = false;
}

static _Noreturn void overrun(void) { weft__fatal_overflow("its calls are nested too deep to be suspended"); }

static inline void begin_rewind(struct weft__context *context) {
    weft__asyncify.area.at = context->frames + context->frames_size;
    weft__asyncify.rewinding = context;
    start_rewind(&weft__asyncify.area);
}

static inline void end_unwind(struct weft__context *context) {
    weft__asyncify.unwinding = false;
    weft__asyncify.in_scratch = context;
    context->frames = weft__scratch;
    context->frames_size = (size_t)(weft__asyncify.area.at - weft__scratch);
    if (context->frames_size > SCRATCH_SIZE) overrun();
}

void weft__context_resume(struct weft__context *context) {
    struct weft__context *outer = weft__asyncify.current;
    void *outer_pointer = weft__get_stack_pointer();
    weft__asyncify.current = context;
    set_stack_limits(context->high, context->low);
    set_stack_pointer(context->stack_pointer);
    if (context->frames) begin_rewind(context);
    void *result = context->entry(context->argument);
    bool unwinding = weft__asyncify.unwinding;
    if (unwinding) {
        stop_unwind();
        context->stack_pointer = weft__get_stack_pointer(); /* its caller's, whether or not the call that unwound had a frame of its own */
    }
    weft__asyncify.current = outer;
    set_stack_limits(outer->high, outer->low);
    set_stack_pointer(outer_pointer);
    if (context->frames_elsewhere) drop_frames(context);
    if (unwinding) {
        end_unwind(context);
        return;
    }
    context->result = result;
    context->ended = true;
}

void weft__context_suspend(struct weft__context *context) {
    if (!weft__context_returned()) weft__context_leave(context);
}

void weft__context_free(struct weft__context *context) {
    if (weft__asyncify.in_scratch == context) weft__asyncify.in_scratch = NULL;
    if (context->frames_elsewhere) drop_frames(context);
    context->frames = NULL;
    context->frames_size = 0;
}

size_t weft__context_depth(const struct weft__context *context) {
    return (size_t)(context->high - (unsigned char *)context->stack_pointer);
}

/* For the report after a trap: the stack that trapped may be full, and this one is nobody's. */
static _Alignas(16) unsigned char emergency[16384];
__attribute__((noinline)) void weft__context_emergency(void) {
    set_stack_limits(emergency + sizeof emergency, emergency);
    set_stack_pointer(emergency + sizeof emergency);
}
