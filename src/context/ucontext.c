/* Any other machine switches by POSIX's ucontext. A context's registers lie at the top of its own stack. */
#include "context/sanitizer.h"

#include <ucontext.h>

const bool weft__context_is_small = false;

/* makecontext passes ints only: the pointer goes in halves. */
static void begin(unsigned high, unsigned low) {
    struct weft__context *context = (struct weft__context *)(((uintptr_t)high << 16 << 16) | low);
    weft__sanitizer_entered(NULL, &context->resumers);
    context->result = context->entry(context->argument);
    context->ended = true;
    weft__context_suspend(context);
}

static ucontext_t *prepare(void *low, size_t size, void (*function)(unsigned, unsigned), void *argument) {
    size_t rest = (size - sizeof(ucontext_t)) & ~(size_t)63;
    ucontext_t *registers = (ucontext_t *)(void *)((unsigned char *)low + rest);
    getcontext(registers);
    registers->uc_stack.ss_sp = low;
    registers->uc_stack.ss_size = rest;
    registers->uc_link = NULL;
    makecontext(registers, (void (*)(void))function, 2, (unsigned)((uintptr_t)argument >> 16 >> 16),
                (unsigned)(uintptr_t)argument);
    return registers;
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument) {
    *context = (struct weft__context){
        .entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->own = (struct weft__stack_bounds){low, size};
    weft__sanitizer_new(low, size);
    context->stack_pointer = prepare(low, size, begin, context);
}

void weft__context_switch_to(struct weft__context *context) {
    ucontext_t here;
    void *kept = NULL;
    struct weft__stack_bounds from;
    context->resumer = &here;
    weft__sanitizer_leave(&kept, &context->own);
    swapcontext(&here, (ucontext_t *)context->stack_pointer);
    weft__sanitizer_entered(kept, &from);
}

void weft__context_suspend(struct weft__context *context) {
    void *kept = NULL;
    weft__sanitizer_leave(context->ended ? NULL : &kept, &context->resumers);
    swapcontext((ucontext_t *)context->stack_pointer, (ucontext_t *)context->resumer);
    weft__sanitizer_entered(kept, &context->resumers);
}

void weft__context_free(struct weft__context *context) { weft__sanitizer_free(context); }

static void (*adopted_loop)(void *argument);

static void begin_loop(unsigned high, unsigned low) {
    struct weft__context *context = (struct weft__context *)(((uintptr_t)high << 16 << 16) | low);
    weft__sanitizer_entered(NULL, &context->own);
    weft__sanitizer_adopted(&context->own);
    adopted_loop(NULL);
}

void weft__context_adopt(struct weft__context *context, void *low, size_t size, void (*loop)(void *)) {
    static ucontext_t registers;
    *context = (struct weft__context){.stack_pointer = &registers, .resumers = {low, size}};
    adopted_loop = loop;
    context->resumer = prepare(low, size, begin_loop, context);
}

/* Where the stack pointer stands in the saved registers is each machine's secret. */
size_t weft__context_depth(const struct weft__context *context) {
    (void)context;
    return 0;
}
