/* Native, on the processor's own stack pointer: the part in C of x86_64.S and aarch64.S. */
#include "context.h"

void weft__machine_switch(void **save, void *to);
void *weft__machine_prepare(void *top, void (*function)(void *), void *argument);

static void begin(void *pointer) {
    struct weft__context *context = pointer;
    context->entry(context->argument);
    context->ended = true;
    weft__context_suspend(context);
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void (*entry)(void *), void *argument) {
    *context = (struct weft__context){.entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = weft__machine_prepare(context->high, begin, context);
}

void weft__context_resume(struct weft__context *context) { weft__machine_switch(&context->resumer, context->stack_pointer); }

void weft__context_suspend(struct weft__context *context) { weft__machine_switch(&context->stack_pointer, context->resumer); }

void weft__context_free(struct weft__context *context) { (void)context; }

void weft__context_adopt(struct weft__context *context, void *low, size_t size, void (*loop)(void *)) {
    *context = (struct weft__context){0};
    context->resumer = weft__machine_prepare((unsigned char *)low + size, loop, NULL);
}

size_t weft__context_depth(const struct weft__context *context) {
    return context->high ? (size_t)(context->high - (unsigned char *)context->stack_pointer) : 0;
}
