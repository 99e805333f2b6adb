/* Emscripten's own linker makes Asyncify's code, and knows nothing of libweft. So the two functions of a
   switch stand by themselves here: what resumes, which for Asyncify ends the search for those who may unwind,
   and what suspends. Frames go to the low end of the coroutine's own stack, and need not be copied. */
#include "context/context.h"

#include "base/failure.h"

static struct weft__frames area;
static struct weft__context *leaving; /* while its frames are unwound */
static bool rewinding;

void weft__context_init(struct weft__context *context, void *low, size_t size, void *(*entry)(void *),
                        void *argument) {
    *context = (struct weft__context){
        .entry = entry, .argument = argument, .low = low, .high = (unsigned char *)low + size};
    context->stack_pointer = context->high;
}

static const struct weft__failure nested_too_deep = {
    .kind = WEFT__NESTED_TOO_DEEP,
    .why = "its frames do not fit on it when it waits: it needs a larger stack",
};
static const struct weft__failure slept = {
    .kind = WEFT__MISUSE,
    .call = "emscripten_sleep",
    .why = "a task cannot be suspended by JavaScript: call weft_sleep and its like",
};

/* Its call has returned: because it has ended, or because JavaScript unwinds it. */
static void check_end(void) {
    if (weft__emcc_state() != WEFT__UNWINDING) return;
    weft__stop_unwind(); /* while something unwinds, nothing could be told */
    weft__fail(&slept);
}

WEFT__EDGE(weft__context_switch_to) void weft__context_switch_to(struct weft__context *context) {
    unsigned char *pointer = weft__get_stack_pointer();
    weft__set_stack_pointer(context->stack_pointer);
    if (context->frames) {
        area.at = context->frames + context->frames_size;
        area.end = context->high;
        context->frames = NULL;
        rewinding = true;
        weft__start_rewind(&area);
    }
    void *result = context->entry(context->argument);
    bool left = leaving != NULL, fits = area.at <= area.end;
    if (left) {
        leaving = NULL;
        area.end = area.at; /* or the intrinsic would trap before it can be told */
        weft__stop_unwind();
        context->stack_pointer = weft__get_stack_pointer();
        context->frames = context->low;
        context->frames_size = (size_t)(area.at - context->low);
    }
    weft__set_stack_pointer(pointer);
    if (left && fits) return;
    if (left) weft__fail(&nested_too_deep);
    check_end();
    context->result = result;
    context->ended = true;
}

WEFT__EDGE(weft__context_suspend) void weft__context_suspend(struct weft__context *context) {
    if (rewinding) {
        rewinding = false;
        weft__stop_rewind();
        return;
    }
    area.at = context->low;
    area.end = weft__get_stack_pointer();
    if (area.end < area.at) weft__fail(&nested_too_deep);
    leaving = context;
    weft__start_unwind(&area);
}

void weft__context_free(struct weft__context *context) { context->frames = NULL; }

size_t weft__context_depth(const struct weft__context *context) {
    return (size_t)(context->high - (unsigned char *)context->stack_pointer);
}
