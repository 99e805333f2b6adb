/* WebAssembly: Binaryen's Asyncify, its intrinsics called from here. Suspending unwinds the context's own WebAssembly frames into a scratch area;
   what they took is copied to where it costs nothing, the free part of the context's own C stack, just below its stack pointer.
   Resuming calls entry again, which rewinds them. The unwound code neither runs its epilogues nor, at the rewind, its prologues, so the
   C stack pointer is saved at the suspension and put back before the rewind.

   The functions here that call the intrinsics are not instrumented; nothing may be inlined into or out of them. */
#include "context.h"

#include "../fatal.h"
#include "../memory.h"

#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
#define NOINLINE __attribute__((noinline))

enum { SCRATCH_SIZE = 1 << 20, GUARD_WORDS = 64 };
static const uint32_t CANARY = 0x57656674;

/* What the intrinsics read: where to write next (or to read backwards from), and the end. */
struct area {
    unsigned char *at, *end;
};

ASYNCIFY(start_unwind) void asyncify_start_unwind(struct area *area);
ASYNCIFY(stop_unwind) void asyncify_stop_unwind(void);
ASYNCIFY(start_rewind) void asyncify_start_rewind(struct area *area);
ASYNCIFY(stop_rewind) void asyncify_stop_rewind(void);
/* The toolchain replaces it by stack-check's own setter, or by nothing. */
__attribute__((import_module("weft"), import_name("set_stack_limits"))) void set_stack_limits(void *high, void *low);

static struct {
    _Alignas(16) unsigned char bytes[SCRATCH_SIZE];
    uint32_t guard[GUARD_WORDS];
} scratch;
static struct area area;
static bool unwinding, rewinding;
/* Of the stack in use. The pump's, the module's own, is not checked: only Weft's code runs on it. */
static unsigned char *current_high = (unsigned char *)UINTPTR_MAX, *current_low;

__asm__(".globaltype __stack_pointer, i32\n");

static inline __attribute__((always_inline)) void *get_stack_pointer(void) {
    void *pointer;
    __asm__ volatile("global.get __stack_pointer\n local.set %0" : "=r"(pointer));
    return pointer;
}

static inline __attribute__((always_inline)) void set_stack_pointer(void *pointer) {
    __asm__ volatile("local.get %0\n global.set __stack_pointer" : : "r"(pointer));
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void (*entry)(void *), void *argument) {
    *context = (struct weft__context){.entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = context->high;
}

/* The frames of most suspensions are a few words: a loop beats a call of memcpy. */
static void copy_words(unsigned char *to, const unsigned char *from, size_t size) {
    uint32_t *t = (uint32_t *)(void *)to;
    const uint32_t *f = (const uint32_t *)(const void *)from;
    for (size_t i = 0; i < size / 4; i++) t[i] = f[i];
}

static void save_elsewhere(struct weft__context *context, size_t size) {
    context->frames = weft__alloc(size);
    if (!context->frames) weft__fatal("out of memory", "no room for the %zu bytes of frames of a task that waits", size);
    context->frames_elsewhere = true;
}

static void check_scratch(size_t size) {
    if (size > SCRATCH_SIZE || scratch.guard[0] != CANARY) weft__fatal_overflow("its calls are nested too deep to be suspended");
}

static void save_frames(struct weft__context *context) {
    size_t size = (size_t)(area.at - scratch.bytes);
    unsigned char *top = (unsigned char *)context->stack_pointer;
    check_scratch(size);
    if ((size_t)(top - context->low) >= size + 16) context->frames = (unsigned char *)((uintptr_t)(top - size) & ~(uintptr_t)3);
    else save_elsewhere(context, size);
    copy_words(context->frames, scratch.bytes, size);
    context->frames_size = size;
}

static inline __attribute__((always_inline)) void begin_rewind(struct weft__context *context) {
    area.at = area.end = context->frames + context->frames_size;
    rewinding = true;
    asyncify_start_rewind(&area);
}

static void drop_frames(struct weft__context *context) {
    if (context->frames_elsewhere) weft__free(context->frames);
    context->frames_elsewhere = false;
    context->frames = NULL;
    context->frames_size = 0;
}

NOINLINE void weft__context_resume(struct weft__context *context) {
    unsigned char *outer_high = current_high, *outer_low = current_low;
    void *outer_pointer = get_stack_pointer();
    current_high = context->high;
    current_low = context->low;
    set_stack_limits(context->high, context->low);
    set_stack_pointer(context->stack_pointer);
    if (context->frames) begin_rewind(context);
    context->entry(context->argument);
    if (unwinding) asyncify_stop_unwind();
    current_high = outer_high;
    current_low = outer_low;
    set_stack_limits(outer_high, outer_low);
    set_stack_pointer(outer_pointer);
    if (context->frames_elsewhere) drop_frames(context);
    if (unwinding) save_frames(context);
    else context->ended = true;
    unwinding = false;
}

NOINLINE void weft__context_suspend(struct weft__context *context) {
    if (rewinding) {
        rewinding = false;
        asyncify_stop_rewind();
        return;
    }
    context->stack_pointer = get_stack_pointer();
    scratch.guard[0] = CANARY;
    area.at = scratch.bytes;
    area.end = scratch.bytes + SCRATCH_SIZE;
    unwinding = true;
    asyncify_start_unwind(&area);
}

void weft__context_free(struct weft__context *context) { drop_frames(context); }

size_t weft__context_depth(const struct weft__context *context) {
    return (size_t)(context->high - (unsigned char *)context->stack_pointer);
}

/* For the report after a trap: the stack that trapped may be full, and this one is nobody's. */
static _Alignas(16) unsigned char emergency[16384];
NOINLINE void weft__context_emergency(void) {
    set_stack_limits(emergency + sizeof emergency, emergency);
    set_stack_pointer(emergency + sizeof emergency);
}
