/* Native contexts switch the processor's own stack pointer: this is the part in C of x86_64.S and
   aarch64.S. */
#include "context/sanitizer.h"

void weft__native_switch(void **save, void *to);
void *weft__native_prepare(void *top, void (*function)(void *), void *argument);

const bool weft__context_is_small = true;

static void begin(void *pointer) {
    struct weft__context *context = pointer;
    weft__sanitizer_entered(NULL, &context->resumers);
    context->result = context->entry(context->argument);
    context->ended = true;
    weft__context_suspend(context);
}

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument) {
    *context = (struct weft__context){
        .entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->own = (struct weft__stack_bounds){low, size};
    weft__sanitizer_new(low, size);
    context->stack_pointer = weft__native_prepare(context->high, begin, context);
}

void weft__context_switch_to(struct weft__context *context) {
    void *kept = NULL;
    struct weft__stack_bounds from;
    weft__sanitizer_leave(&kept, &context->own);
    weft__native_switch(&context->resumer, context->stack_pointer);
    weft__sanitizer_entered(kept, &from);
}

void weft__context_suspend(struct weft__context *context) {
    void *kept = NULL;
    weft__sanitizer_leave(context->ended ? NULL : &kept, &context->resumers);
    weft__native_switch(&context->stack_pointer, context->resumer);
    weft__sanitizer_entered(kept, &context->resumers);
}

void weft__context_free(struct weft__context *context) { weft__sanitizer_free(context); }

static void (*adopted_loop)(void *argument);

static void begin_loop(void *adopted) {
    struct weft__context *context = adopted;
    weft__sanitizer_entered(NULL, &context->own);
    weft__sanitizer_adopted(&context->own);
    adopted_loop(NULL);
}

void weft__context_adopt(struct weft__context *context, void *low, size_t size, void (*loop)(void *)) {
    *context = (struct weft__context){.resumers = {low, size}};
    adopted_loop = loop;
    context->resumer = weft__native_prepare((unsigned char *)low + size, begin_loop, context);
}

size_t weft__context_depth(const struct weft__context *context) {
    return context->high ? (size_t)(context->high - (unsigned char *)context->stack_pointer) : 0;
}
