/* In WebAssembly: what of memory makes up the program's state between two turns, for a host that keeps it and
   puts it back. All else is free, or the dead part of a stack. */
#include <unistd.h>

#include "base/touch.h"
#include "context/context.h"
#include "core/choice.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "host/wasm/wasm.h"

extern unsigned char __global_base[], __heap_base[]; /* the linker's */

struct range {
    const unsigned char *from, *to;
};

/* Of main's stack: the frames that Asyncify has put below its stack pointer, and all above. */
static struct range main_stack(void) {
    const struct weft__task *main = weft__task_find(1);
    const struct weft__context *context = &main->coroutine.context;
    const unsigned char *from = context->stack_pointer;
    if (context->frames && !context->frames_elsewhere) from = context->frames;
    return (struct range){from, context->high};
}

static struct range scratch(void) {
    const unsigned char *from = weft__asyncify.scratch;
    return (struct range){from, weft__asyncify.in_scratch ? weft__asyncify.area.at : from};
}

int32_t export_state_ranges(uint32_t *addresses, int32_t max) {
    const struct range stack = main_stack();
    const struct range ranges[] = {
        {__global_base, weft__task_find(1)->coroutine.context.low},
        stack,
        {stack.to, __heap_base},
        {__heap_base, sbrk(0)},
        scratch(),
    };
    enum { COUNT = 2 * sizeof ranges / sizeof ranges[0] };
    for (int32_t i = 0; i < COUNT && i < max; i++) {
        const struct range *range = &ranges[i / 2];
        addresses[i] = (uint32_t)(uintptr_t)(i % 2 ? range->to : range->from);
    }
    return COUNT;
}

int32_t export_state_counters(uint32_t *addresses, int32_t max) {
    const uint64_t *of_all[] = {&weft__sched.switches,   &weft__sched.counted_turns, &weft__sched.idle_yields,
                                &weft__sched.busy_turns, &weft__sched.looks,         weft__choices_count()};
    int32_t count = 0;
    for (size_t i = 0; i < sizeof of_all / sizeof of_all[0] && count < max; i++)
        addresses[count++] = (uint32_t)(uintptr_t)of_all[i];
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link && count < max;
         link = link->next)
        addresses[count++] =
            (uint32_t)(uintptr_t)&weft__container(link, struct weft__task, live_link)->switches;
    return count;
}

double export_turns(void) { return (double)weft__sched.switches; }

void *export_keep_touches(void) {
    weft__touches_kept = true;
    return &weft__touches;
}
