/* Natively stacks are mapped, with a zone below each that nobody may touch: its guard. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/sched.h"
#include "host/posix/posix.h"

/* The numbers of Linux's calls. */
#if defined(__has_include)
#if __has_include(<asm/unistd.h>)
#include <sys/syscall.h>
#endif
#endif

/* Valgrind takes a jump to a stack that it does not know for growth of the one it knows. */
#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef VALGRIND_STACK_REGISTER
#define VALGRIND_STACK_REGISTER(low, high) 0
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
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

/* Linux 6.13 marks pages that nobody may touch without a mapping of their own. Elsewhere a guard is one, and
   the kernel bounds their number (65,530 by default), so that stacks beyond the first have none. */
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif
enum { MAX_GUARD_MAPPINGS = 24000 };
/* The first stacks have guards so wide that a large local variable does not reach past them. With many, what
   a guard takes in the kernel's tables counts. */
enum { WIDE_GUARDS = 1024, WIDE_GUARD_BYTES = 1 << 18, GUARD_BYTES = 1 << 14 };
/* So many are mapped at once: a call of the kernel costs more than all else that a stack needs. */
enum { STACKS_OF_SLAB = 64 };

static unsigned char *main_top; /* an address near the top of main's stack */
static size_t main_size;

static unsigned char *map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* An emulator may take any advice, and do nothing. */
static bool mark(unsigned char *low, size_t size) {
    enum { NO_ADVICE = 9999 };
    return madvise(low, size, NO_ADVICE) != 0 && madvise(low, size, MADV_GUARD_INSTALL) == 0;
}

/* Where there can be no more guards there is none. */
static void guard(unsigned char *low, size_t size) {
    static bool no_marks;
    static size_t mappings;
    if (!no_marks && mark(low, size)) return;
    no_marks = true;
    if (mappings < MAX_GUARD_MAPPINGS && mprotect(low, size, PROT_NONE) == 0) mappings++;
}

/* Of stacks of one size, with room for a guard below each. */
struct slab {
    unsigned char *next;
    size_t size, guard_bytes, left; /* of each, and how many are left */
    bool guarded;
};

/* Marks all guards in one call of the kernel, which valgrind does not know; whether that can be done. */
static bool mark_guards(const struct slab *slab) {
#if defined(SYS_pidfd_open) && defined(SYS_process_madvise)
    struct iovec guards[STACKS_OF_SLAB];
    for (size_t i = 0; i < slab->left; i++)
        guards[i] = (struct iovec){slab->next + i * (slab->guard_bytes + slab->size), slab->guard_bytes};
    if (RUNNING_ON_VALGRIND) return false;
    int self = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (self < 0) return false;
    long done = syscall(SYS_process_madvise, self, guards, slab->left, MADV_GUARD_INSTALL, 0);
    close(self);
    return done == (long)(slab->left * slab->guard_bytes);
#else
    (void)slab;
    return false;
#endif
}

/* A stack takes pages of 4 KB as it grows, and no huge one. */
static void fill(struct slab *slab, size_t count) {
    const size_t bytes = (slab->guard_bytes + slab->size) * count;
    slab->next = map(bytes);
    slab->left = slab->next ? count : 0;
    if (slab->left == 0) return;
#ifdef MADV_NOHUGEPAGE
    madvise(slab->next, bytes, MADV_NOHUGEPAGE);
#endif
    slab->guarded = mark_guards(slab);
}

/* A stack of `size` bytes, and before it its guard; NULL: no memory. */
static unsigned char *take_of_slab(size_t size, size_t guard_bytes) {
    static struct slab slab;
    if (slab.size != size || slab.guard_bytes != guard_bytes)
        slab = (struct slab){.size = size, .guard_bytes = guard_bytes};
    if (slab.left == 0) fill(&slab, STACKS_OF_SLAB);
    if (slab.left == 0) fill(&slab, 1);
    if (slab.left == 0) return NULL;
    unsigned char *low = slab.next;
    slab.next += guard_bytes + size;
    slab.left--;
    if (!slab.guarded) guard(low, guard_bytes);
    (void)VALGRIND_STACK_REGISTER(low + guard_bytes, low + guard_bytes + size);
    return low + guard_bytes;
}

unsigned char *weft__host_new_stack(size_t size) {
    static size_t stacks, page;
    if (page == 0) page = (size_t)sysconf(_SC_PAGESIZE);
    if (stacks++ < WIDE_GUARDS) return take_of_slab(size, WIDE_GUARD_BYTES);
    return take_of_slab(size, page > GUARD_BYTES ? page : GUARD_BYTES);
}

unsigned char *weft__posix_map_guarded(size_t size) {
    unsigned char *memory = map(WIDE_GUARD_BYTES + size);
    if (!memory) return NULL;
    guard(memory, WIDE_GUARD_BYTES);
    (void)VALGRIND_STACK_REGISTER(memory + WIDE_GUARD_BYTES, memory + WIDE_GUARD_BYTES + size);
    return memory + WIDE_GUARD_BYTES;
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
        return at < stack->low && (left || at >= stack->low - WIDE_GUARD_BYTES);
    }
    return at < main_top - main_size + NEAR_MAINS_END_BYTES &&
           at > main_top - main_size - NEAR_MAINS_END_BYTES;
}
