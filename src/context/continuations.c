/* WebAssembly's own stack switching: the engine keeps the frames of a suspended context where they are, so
   that a switch costs the same at any depth. The C stack pointer is the program's to change. */
#include "context/context.h"

#include <stdio.h>

#include "base/failure.h"

WEFT__CONTINUATION(make) int32_t weft__continuation_make(void);
WEFT__CONTINUATION(replace) void weft__continuation_replace(uint32_t number);

/* Each is a stack of the engine's. V8 ends the whole process when it cannot map another, which on Linux is
   after some 32,000, those of earlier runs among them until they are collected. */
enum { MAX_CONTINUATIONS = 12000 };

static uint32_t made;
/* Those that run nothing. */
static struct {
    uint32_t count;
    uint16_t numbers[MAX_CONTINUATIONS];
} idle;

/* Runs in the continuation that is resumed next. */
static struct weft__context *beginning;

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument) {
    *context = (struct weft__context){
        .entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = context->high;
}

_Noreturn static void fail_for_room(void) {
    static char why[120];
    snprintf(why, sizeof why,
             "%u tasks and generators have begun, and native switching has no room for another; "
             "--switching asyncify has",
             (unsigned)made);
    weft__fail(&(struct weft__failure){.kind = WEFT__OUT_OF_MEMORY, .why = why});
}

static uint32_t make(void) {
    int32_t number = made < MAX_CONTINUATIONS ? weft__continuation_make() : -1;
    if (number < 0) fail_for_room();
    made++;
    return (uint32_t)number;
}

static void give_back(struct weft__context *context) {
    idle.numbers[idle.count++] = (uint16_t)context->continuation;
    context->continuation = 0;
}

void weft__continuation_begin(struct weft__context *context) {
    context->continuation = idle.count > 0 ? idle.numbers[--idle.count] : make();
    beginning = context;
}

/* What a continuation calls for each context that it runs. */
__attribute__((export_name("weft_continuation"))) void weft__continuation_run(void);
void weft__continuation_run(void) {
    struct weft__context *context = beginning;
    context->result = context->entry(context->argument);
    context->ended = true;
    give_back(context);
}

/* Where it is parked, nobody will resume it. */
void weft__context_free(struct weft__context *context) {
    if (!context->continuation) return;
    weft__continuation_replace(context->continuation);
    give_back(context);
}

size_t weft__context_depth(const struct weft__context *context) {
    return (size_t)(context->high - (unsigned char *)context->stack_pointer);
}

__attribute__((noinline)) void weft__set_stack_limits(void *high, void *low) {
    __asm__ volatile("" : : "r"(high), "r"(low));
}

/* The report after a trap runs on this stack, which is nobody's: the one that trapped may be full. */
static _Alignas(16) unsigned char emergency[16384];
__attribute__((noinline)) bool weft__context_emergency(void) {
    weft__set_stack_limits(emergency + sizeof emergency, emergency);
    weft__set_stack_pointer(emergency + sizeof emergency);
    return false;
}
