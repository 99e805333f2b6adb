/* In WebAssembly: what of memory makes up the program's state between two turns, for a host that keeps it and
   puts it back. All else is free, or the dead part of a stack. */
#include <unistd.h>

#include "base/touch.h"
#include "base/watch.h"
#include "context/context.h"
#include "core/choice.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "host/wasm/wasm.h"

extern unsigned char __global_base[], __heap_base[]; /* the linker's */

struct range {
    const unsigned char *from, *to;
};

/* The lowest byte of the context's stack that is in use: Asyncify's frames lie below the stack pointer. */
static const unsigned char *lowest_used(const struct weft__context *context) {
    if (context->frames && !context->frames_elsewhere) return context->frames;
    return context->stack_pointer;
}

/* ---- Holes: parts of the heap that are nobody's now ---- */

enum { MAX_HOLES = 30, MIN_HOLE_BYTES = 1024 };

struct holes {
    struct range list[MAX_HOLES]; /* by address */
    int count;
};

static void add_hole(struct holes *holes, const unsigned char *from, const unsigned char *to) {
    if (!from || to < from + MIN_HOLE_BYTES || holes->count == MAX_HOLES) return;
    int at = holes->count++;
    for (; at > 0 && holes->list[at - 1].from > from; at--) holes->list[at] = holes->list[at - 1];
    holes->list[at] = (struct range){from, to};
}

/* Main's stack is no part of the heap. */
static void find_holes(struct holes *holes) {
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link; link = link->next) {
        const struct weft__task *task = weft__container(link, struct weft__task, live_link);
        if (task->id == 1 || task->state == WEFT_TASK_ENDED) continue;
        add_hole(holes, task->coroutine.stack.low, lowest_used(&task->coroutine.context));
    }
    const unsigned char *from, *to;
    weft__unused_slab(&from, &to);
    add_hole(holes, from, to);
}

/* ---- The ranges ---- */

struct listing {
    uint32_t *addresses;
    int32_t count, max;
};

static void list(struct listing *listing, const unsigned char *from, const unsigned char *to) {
    if (listing->count + 2 > listing->max) return;
    listing->addresses[listing->count++] = (uint32_t)(uintptr_t)from;
    listing->addresses[listing->count++] = (uint32_t)(uintptr_t)to;
}

static void list_heap(struct listing *listing) {
    struct holes holes = {.count = 0};
    const unsigned char *from = __heap_base;
    find_holes(&holes);
    for (int i = 0; i < holes.count; i++) {
        list(listing, from, holes.list[i].from);
        from = holes.list[i].to;
    }
    list(listing, from, sbrk(0));
}

/* What lies there has been written through a NULL pointer. The runtime's lowestStackAddress is its end. */
enum { NULL_PAGE_BYTES = 1024 };

int32_t export_state_ranges(uint32_t *addresses, int32_t max) {
    struct listing listing = {.addresses = addresses, .max = max};
    const struct weft__context *main = &weft__task_find(1)->coroutine.context;
    list(&listing, (const unsigned char *)0, (const unsigned char *)NULL_PAGE_BYTES);
    list(&listing, __global_base, main->low);
    list(&listing, lowest_used(main), __heap_base);
    list_heap(&listing);
    if (weft__scratch_held()) list(&listing, weft__scratch(), weft__scratch() + weft__scratch_held());
    return listing.count;
}

int32_t export_state_counters(uint32_t *addresses, int32_t max) {
    const uint64_t *of_all[] = {&weft__sched.switches,
                                &weft__sched.counted_turns,
                                &weft__sched.idle_yields,
                                &weft__sched.busy_turns,
                                &weft__sched.looks,
                                weft__choices_count(WEFT__STREAM_CHOICES),
                                weft__choices_count(WEFT__STREAM_FAULTS),
                                weft__choices_count(WEFT__STREAM_TIMERS),
                                weft__choices_count(WEFT__STREAM_ALLOCATIONS)};
    int32_t count = 0;
    for (size_t i = 0; i < sizeof of_all / sizeof of_all[0] && count < max; i++)
        addresses[count++] = (uint32_t)(uintptr_t)of_all[i];
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link && count < max;
         link = link->next)
        addresses[count++] =
            (uint32_t)(uintptr_t)&weft__container(link, struct weft__task, live_link)->switches;
    return count;
}

/* races.c is linked with few programs. */
__attribute__((weak)) int32_t weft__detector_parts(uint32_t *addresses, int32_t max);

int32_t export_account_ranges(uint32_t *addresses, int32_t max) {
    return weft__detector_parts ? weft__detector_parts(addresses, max) : 0;
}

double export_choices_made(int32_t stream) { return (double)*weft__choices_count((enum weft__stream)stream); }

double export_turns(void) { return (double)weft__sched.switches; }

int32_t export_within_turn(void) { return weft__sched.stopped != NULL; }

void *export_keep_touches(void) {
    weft__touches_kept = true;
    weft__watch(WEFT__WATCH_TOUCHES, true);
    return &weft__touches;
}
