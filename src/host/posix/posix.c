/* Natively, on POSIX: adopts main as task 1 before it begins, and runs the loop when main waits for the first time.
   WEFT_CLOCK=virtual and WEFT_SEED=N in the environment are the run's settings. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/random.h"
#include "calls/exit.h"
#include "core/sched.h"
#include "host/posix/posix.h"
#include "report/deadlock.h"
#include "report/fatal.h"

/* Valgrind takes a jump to a stack that it does not know for growth of the one it knows. */
#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef VALGRIND_STACK_REGISTER
#define VALGRIND_STACK_REGISTER(low, high) 0
#endif

const size_t weft__host_default_stack = 65536, weft__host_smallest_stack = 16384;

static struct weft__task main_task;
static unsigned char *main_top; /* an address near the top of main's stack */
static size_t main_size;

/* ---- Stacks: mapped, with a zone below that nobody may touch, wide enough that a large local variable does not reach past it ---- */

/* The kernel bounds the number of mappings (65,530 by default), and each guarded stack is two. Stacks beyond that have no guard. */
enum { GUARDED_STACKS = 24000, LOOP_STACK = 1 << 18, GUARD = 1 << 18 };

static unsigned char *map(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    (void)VALGRIND_STACK_REGISTER(memory, (unsigned char *)memory + size);
    return memory;
}

static unsigned char *map_guarded(size_t size) {
    unsigned char *memory = map(size + GUARD);
    if (!memory) return NULL;
    if (mprotect(memory, GUARD, PROT_NONE) == 0) return memory + GUARD;
    munmap(memory, size + GUARD);
    return NULL;
}

unsigned char *weft__host_new_stack(size_t size) {
    static size_t guarded;
    if (guarded >= GUARDED_STACKS) return map(size);
    unsigned char *stack = map_guarded(size);
    if (stack) guarded++;
    return stack;
}

bool weft__posix_overflows(const void *address, const void *stack_pointer) {
    const unsigned char *at = address;
    const struct weft__task *task = weft__sched.running;
    if (!task) return false;
    const struct weft__stack *stack = &task->active->stack;
    if (stack->low) {
        bool left = stack_pointer && (const unsigned char *)stack_pointer < stack->low;
        return at < stack->low && (left || at >= stack->low - GUARD);
    }
    return at < main_top - main_size + LOOP_STACK && at > main_top - main_size - LOOP_STACK;
}

/* There is nobody to be told but by stderr, which says it already. */
void weft__host_report(const char *message, const char *file, int line) {
    (void)message, (void)file, (void)line;
}

void weft__host_end(enum weft__end cause) {
    (void)cause;
    fflush(NULL);
    weft__posix_say_schedule();
    _exit(WEFT__EXIT_FAULT);
}

/* ---- The clock ---- */

static bool virtual_clock;
static int64_t started, virtual_now;

static int64_t monotonic(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

const bool weft__host_has_agenda = false; /* timers are in its place */

int64_t weft__host_steady(void) { return monotonic(); }

int64_t weft__host_now(void) { return virtual_clock ? virtual_now : monotonic() - started; }

bool weft__posix_is_virtual(void) { return virtual_clock; }

struct timespec weft__posix_span(int64_t nanoseconds) {
    int64_t seconds = nanoseconds / 1000000000;
    if (sizeof(time_t) < sizeof seconds && seconds > INT32_MAX) seconds = INT32_MAX;
    return (struct timespec){.tv_sec = (time_t)seconds, .tv_nsec = (long)(nanoseconds % 1000000000)};
}

void weft__host_block(int64_t nanoseconds) {
    struct timespec span = weft__posix_span(nanoseconds);
    if (virtual_clock) virtual_now += nanoseconds;
    else
        while (clock_nanosleep(CLOCK_MONOTONIC, 0, &span, &span) != 0) {}
    weft__sched_blocked();
}

/* What the host does at a time of the program's clock has a timer here. */
void weft__host_skip(int64_t deadline) {
    if (virtual_clock && deadline != INT64_MAX) virtual_now = deadline;
}

/* ---- The loop ---- */

/* The virtual clock stands still while somebody waits for the world outside. The deadline may have passed by now. */
static void wait_until(int64_t deadline) {
    int64_t left = deadline - weft__host_now();
    if (virtual_clock && !weft__posix_outstanding()) virtual_now = deadline;
    else weft__posix_poll(virtual_clock ? -1 : left > 0 ? left : 0);
}

/* It begins when main's first turn has just ended. */
static void loop(void *unused) {
    enum { TURNS = 4096 }; /* between two looks at the world outside */
    (void)unused;
    weft__sched_turn_ended(&main_task);
    for (;;) {
        int64_t at;
        switch (weft__sched_pump(weft__host_now(), TURNS, &at)) {
        case WEFT__NEXT_NOW: weft__posix_poll(0); break;
        case WEFT__NEXT_AT: wait_until(at); break;
        case WEFT__NEXT_EVENT: weft__posix_poll(-1); break;
        case WEFT__NEXT_NEVER: weft__fatal_deadlock();
        }
    }
}

static void read_settings(void) {
    const char *clock = getenv("WEFT_CLOCK"), *seed = getenv("WEFT_SEED");
    virtual_clock = clock && strcmp(clock, "virtual") == 0;
    weft__random_seed(seed ? strtoull(seed, NULL, 10) : 0);
    weft__posix_follow_schedule(seed ? strtoull(seed, NULL, 10) : 0);
    started = monotonic();
}

static void measure_main_stack(void) {
    struct rlimit limit;
    unsigned char here;
    main_top = (unsigned char *)((uintptr_t)&here & ~(uintptr_t)4095);
    bool known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    main_size = known ? (size_t)limit.rlim_cur : (size_t)8 << 20;
}

static void buffer_lines(void) {
    static char error_buffer[BUFSIZ];
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    setvbuf(stderr, error_buffer, _IOLBF, sizeof error_buffer);
}

/* What the operating system has made begins a little above the address that was taken for its top. */
static void adopt_main(void *loop_stack) {
    enum { ABOVE = 8192 };
    struct weft__coroutine *coroutine = &main_task.coroutine;
    weft__context_adopt(&coroutine->context, loop_stack, LOOP_STACK, loop);
    coroutine->stack.size = main_size;
    coroutine->context.low = main_top - main_size;
    coroutine->context.high = main_top + ABOVE;
}

/* Before the constructors of the program, which may use Weft already. */
__attribute__((constructor(101))) static void start(void) {
    unsigned char *stack = map_guarded(LOOP_STACK);
    if (!stack) abort();
    weft__report_start();
    read_settings();
    measure_main_stack();
    buffer_lines();
    weft__task_init_main(&main_task);
    adopt_main(stack);
    main_task.state = WEFT_TASK_RUNNING;
    main_task.switches = weft__sched.switches = 1;
    weft__sched.running = &main_task;
    atexit(weft__exit);
    weft__posix_catch_crashes();
}
