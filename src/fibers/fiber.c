/* <emscripten/fiber.h>, in place of Emscripten's own. */
#include <emscripten/fiber.h>
#include <emscripten/stack.h>

#include "fibers/swap.h"

#define SAME(ours, theirs) \
    _Static_assert(offsetof(struct weft__fiber, ours) == offsetof(emscripten_fiber_t, theirs), #ours);
SAME(high, stack_base)
SAME(low, stack_limit)
SAME(stack_pointer, stack_ptr)
SAME(entry, entry)
SAME(argument, user_data)
SAME(frames.at, asyncify_data.stack_ptr)
SAME(frames.end, asyncify_data.stack_limit)
SAME(bottom, asyncify_data.rewind_id)
_Static_assert(sizeof(struct weft__fiber) == sizeof(emscripten_fiber_t), "struct weft__fiber");

static struct weft__fiber *ours(emscripten_fiber_t *fiber) { return (struct weft__fiber *)(void *)fiber; }

void emscripten_fiber_init(emscripten_fiber_t *fiber, em_arg_callback_func entry, void *argument, void *stack,
                           size_t stack_size, void *frames, size_t frames_size) {
    unsigned char *low = stack, *from = frames;
    *ours(fiber) = (struct weft__fiber){.high = low + stack_size,
                                        .low = low,
                                        .stack_pointer = low + stack_size,
                                        .entry = entry,
                                        .argument = argument,
                                        .frames = {from, from + frames_size}};
}

void emscripten_fiber_init_from_current_context(emscripten_fiber_t *fiber, void *frames, size_t frames_size) {
    unsigned char *from = frames;
    *ours(fiber) = (struct weft__fiber){.high = (unsigned char *)emscripten_stack_get_base(),
                                        .low = (unsigned char *)emscripten_stack_get_end(),
                                        .frames = {from, from + frames_size}};
}

WEFT__EDGE(weft__emscripten_fiber_swap)
void emscripten_fiber_swap(emscripten_fiber_t *from, emscripten_fiber_t *to) {
    if (!weft__fiber_returned()) weft__fiber_leave(ours(from), ours(to));
}
