/* Natively stacks are mapped, with a zone below that nobody may touch, wide enough that a large local
   variable does not reach past it. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>

#include "core/sched.h"
#include "host/posix/posix.h"

/* Valgrind takes a jump to a stack that it does not know for growth of the one it knows. */
#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef VALGRIND_STACK_REGISTER
#define VALGRIND_STACK_REGISTER(low, high) 0
#endif

/* What Linux has, and others do without. */
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifndef MAP_STACK
#define MAP_STACK 0
#endif
#if !defined(MAP_ANONYMOUS) && defined(MAP_ANON)
#define MAP_ANONYMOUS MAP_ANON
#endif

const size_t weft__host_default_stack = 65536, weft__host_smallest_stack = 16384;

/* The kernel bounds the number of mappings (65,530 by default), and each guarded stack is two. Stacks beyond
   that have no guard. */
enum { MAX_GUARDED_STACKS = 24000, GUARD_BYTES = 1 << 18 };
/* Those are mapped so many at once: a call of the kernel costs more than all else that a stack needs. */
enum { STACKS_OF_SLAB = 64 };

static unsigned char *main_top; /* an address near the top of main's stack */
static size_t main_size;

static unsigned char *map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static unsigned char *map_unguarded(size_t size) {
    static struct {
        unsigned char *next;
        size_t size, left; /* of each stack, and how many */
    } slab;
    if (slab.left == 0 || slab.size != size) {
        slab.next = map(size * STACKS_OF_SLAB);
        slab.left = slab.next ? STACKS_OF_SLAB : 0;
        slab.size = size;
    }
    if (slab.left == 0) return map(size);
    unsigned char *stack = slab.next;
    slab.next += size;
    slab.left--;
    return stack;
}

unsigned char *weft__posix_map_guarded(size_t size) {
    unsigned char *memory = map(size + GUARD_BYTES);
    if (!memory) return NULL;
    if (mprotect(memory, GUARD_BYTES, PROT_NONE) == 0) {
        (void)VALGRIND_STACK_REGISTER(memory + GUARD_BYTES, memory + GUARD_BYTES + size);
        return memory + GUARD_BYTES;
    }
    munmap(memory, size + GUARD_BYTES);
    return NULL;
}

unsigned char *weft__host_new_stack(size_t size) {
    static size_t guarded;
    if (guarded < MAX_GUARDED_STACKS) {
        unsigned char *stack = weft__posix_map_guarded(size);
        if (stack) guarded++;
        return stack;
    }
    unsigned char *stack = map_unguarded(size);
    if (stack) (void)VALGRIND_STACK_REGISTER(stack, stack + size);
    return stack;
}

void weft__posix_measure_main_stack(unsigned char **top, size_t *size) {
    struct rlimit limit;
    unsigned char here;
    *top = main_top = (unsigned char *)((uintptr_t)&here & ~(uintptr_t)4095);
    bool known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    *size = main_size = known ? (size_t)limit.rlim_cur : (size_t)8 << 20;
}

bool weft__posix_overflows(const void *address, const void *stack_pointer) {
    enum { NEAR_MAINS_END_BYTES = 1 << 18 };
    const unsigned char *at = address;
    const struct weft__task *task = weft__sched.running;
    if (!task) return false;
    const struct weft__stack *stack = &task->active->stack;
    if (stack->low) {
        bool left = stack_pointer && (const unsigned char *)stack_pointer < stack->low;
        return at < stack->low && (left || at >= stack->low - GUARD_BYTES);
    }
    return at < main_top - main_size + NEAR_MAINS_END_BYTES &&
           at > main_top - main_size - NEAR_MAINS_END_BYTES;
}
