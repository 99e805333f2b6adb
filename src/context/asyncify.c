/* WebAssembly switches stacks by Binaryen's Asyncify, whose intrinsics are called from C (docs/asyncify.md).
   Unwound code runs no epilogues and, when it is rewound, no prologues, so the C stack pointer is saved at
   the suspension and put back before the rewind. */
#include "context/context.h"

#include <stdio.h>
#include <string.h>

#include "base/failure.h"
#include "base/memory.h"

/* Asyncify would compare with `end` too late, when what lies behind has been overwritten. So nothing
   lies behind: the scratch area is the last thing in memory, and the engine stops a write beyond
   it (host/wasm/memory.c). */
struct weft__asyncify weft__asyncify = {.area = {.end = (unsigned char *)UINTPTR_MAX}};

/* The toolchain makes a constant of it (web/toolchain/frames/area.ts). */
__attribute__((export_name("weft_frames_area"))) struct weft__asyncify_area *weft__frames_area(void) {
    return &weft__asyncify.area;
}

void weft__scratch_move(unsigned char *scratch) {
    if (weft__asyncify.in_scratch) {
        size_t used = weft__scratch_used();
        memmove(scratch, weft__asyncify.scratch, used);
        weft__asyncify.area.at = scratch + used;
    }
    weft__asyncify.scratch = scratch;
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument) {
    *context = (struct weft__context){
        .entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = context->high;
}

_Noreturn static void fail_for_frames(size_t size) {
    static char why[80];
    snprintf(why, sizeof why, "no room for the %zu bytes of frames of a task that waits", size);
    weft__fail(&(struct weft__failure){.kind = WEFT__OUT_OF_MEMORY, .why = why});
}

unsigned char *weft__allocate_frames(struct weft__context *context, size_t size) {
    unsigned char *frames = weft__alloc(size);
    if (!frames) fail_for_frames(size);
    context->frames_elsewhere = true;
    return frames;
}

void weft__drop_frames(void *frames) { weft__free(frames); }

void weft__clear_scratch_of_any(void) { weft__clear_scratch(); }

void weft__context_free(struct weft__context *context) {
    if (weft__asyncify.in_scratch == context) weft__asyncify.in_scratch = NULL;
    if (context->frames_elsewhere) weft__free(context->frames);
    context->frames_elsewhere = false;
    context->frames = NULL;
}

size_t weft__context_depth(const struct weft__context *context) {
    return (size_t)(context->high - (unsigned char *)context->stack_pointer);
}

/* The report after a trap runs on this stack, which is nobody's: the one that trapped may be full. What was
   being unwound or rewound will not be gone on with. */
static _Alignas(16) unsigned char emergency[16384];
__attribute__((noinline)) bool weft__context_emergency(void) {
    enum weft__asyncify_state state = weft__asyncify_state();
    weft__set_stack_limits(emergency + sizeof emergency, emergency);
    weft__set_stack_pointer(emergency + sizeof emergency);
    if (state == WEFT__UNWINDING) weft__stop_unwind();
    if (state == WEFT__REWINDING) weft__stop_rewind();
    return state == WEFT__UNWINDING;
}
