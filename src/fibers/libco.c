/* A thread of libco's is a fiber in one block of memory. Its stack grows down from the block's end, and the
   frames are kept below what is used of the stack. */
#include "fibers/libco.h"

#include <stdlib.h>

#include "fibers/swap.h"

enum { SMALLEST_STACK = 2048, ALIGNMENT = 16 };

struct block {
    struct weft__fiber fiber;
    _Alignas(ALIGNMENT) unsigned char stack[];
};

/* Whoever is no thread of ours. */
static struct weft__fiber outside;
static struct weft__fiber *active = &outside;

cothread_t co_active(void) { return active; }

static size_t aligned(size_t address) { return (address + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

cothread_t co_derive(void *memory, unsigned int size, void (*entry)(void)) {
    size_t from = aligned((size_t)memory), to = ((size_t)memory + size) & ~(size_t)(ALIGNMENT - 1);
    if (!memory || to < from + sizeof(struct block) + SMALLEST_STACK) return NULL;
    struct block *block = (struct block *)from;
    unsigned char *high = (unsigned char *)to;
    block->fiber = (struct weft__fiber){.high = high,
                                        .low = block->stack,
                                        .stack_pointer = high,
                                        .entry = (void (*)(void *))(void *)entry,
                                        .argument = WEFT__NO_ARGUMENT,
                                        .frames = {block->stack, high}};
    return block;
}

cothread_t co_create(unsigned int size, void (*entry)(void)) {
    size_t needed = sizeof(struct block) + aligned(size < SMALLEST_STACK ? SMALLEST_STACK : size);
    void *memory = aligned_alloc(ALIGNMENT, needed);
    return memory ? co_derive(memory, (unsigned int)needed, entry) : NULL;
}

void co_delete(cothread_t thread) { free(thread); }

WEFT__EDGE(weft__co_switch) void co_switch(cothread_t thread) {
    if (weft__fiber_returned()) return;
    struct weft__fiber *from = active;
    active = thread;
    from->frames.end = weft__get_stack_pointer();
    weft__fiber_leave(from, thread);
}

int co_serializable(void) { return 1; }
