/* Natively a run takes its settings from the environment, and main becomes task 1 before it begins:
   WEFT_CLOCK=virtual, WEFT_SEED=N, WEFT_SCHEDULE=SCHEDULE, WEFT_TRACE=FILE. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/random.h"
#include "base/trace.h"
#include "calls/exit.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "host/posix/posix.h"
#include "report/fatal.h"

enum { LOOP_STACK_BYTES = 1 << 18 };

static struct weft__task main_task;

_Noreturn static void refuse(const char *name, const char *wanted, const char *value) {
    weft__say("%s wants %s, not '%.100s'", name, wanted, value);
    _exit(WEFT__EXIT_USAGE);
}

/* The range that web/runtime/seed.ts has too: what a double can carry. */
static uint64_t seed_of(const char *text) {
    const uint64_t last = 9007199254740991;
    uint64_t seed = 0;
    for (const char *digit = text; *digit || digit == text; digit++) {
        unsigned value = (unsigned)(unsigned char)*digit - '0';
        if (value > 9 || seed > (last - value) / 10)
            refuse("WEFT_SEED", "a whole number from 0 to 9007199254740991", text);
        seed = 10 * seed + value;
    }
    return seed;
}

static bool is_virtual(const char *clock) {
    if (strcmp(clock, "virtual") != 0 && strcmp(clock, "real") != 0)
        refuse("WEFT_CLOCK", "real or virtual", clock);
    return clock[0] == 'v';
}

static void read_settings(void) {
    const char *clock = getenv("WEFT_CLOCK"), *seed = getenv("WEFT_SEED"), *trace = getenv("WEFT_TRACE");
    weft__posix_clock_start(clock && is_virtual(clock));
    weft__random_seed(seed ? seed_of(seed) : 0);
    weft__posix_follow_schedule(seed ? seed_of(seed) : 0);
    if (trace && trace[0] != 0) weft__posix_trace_start(trace);
}

/* Here, so that whatever part of Weft a program links brings the start along. */
int64_t weft__host_now(void) { return weft__posix_clock_now(); }

/* There is nobody to be told but by stderr, which says it already. */
void weft__host_report(const char *message, const char *file, int line) {
    (void)message, (void)file, (void)line;
}

void weft__host_end(enum weft__end cause) {
    weft__posix_trace_end(cause == WEFT__END_DEADLOCK ? "deadlock" : "fault", WEFT__EXIT_FAULT);
    fflush(NULL);
    weft__posix_say_schedule();
    _exit(WEFT__EXIT_FAULT);
}

static void buffer_lines(void) {
    static char error_buffer[BUFSIZ];
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    setvbuf(stderr, error_buffer, _IOLBF, sizeof error_buffer);
}

/* What the operating system has made begins a little above the address that was taken for its top. */
static void adopt_main(void *loop_stack) {
    enum { ABOVE_BYTES = 8192 };
    unsigned char *top;
    size_t size;
    struct weft__coroutine *coroutine = &main_task.coroutine;
    weft__posix_measure_main_stack(&top, &size);
    weft__context_adopt(&coroutine->context, loop_stack, LOOP_STACK_BYTES, weft__posix_loop);
    coroutine->stack.size = size;
    coroutine->context.low = top - size;
    coroutine->context.high = top + ABOVE_BYTES;
}

/* The turn that main has now is its first. */
static void give_main_its_turn(void) {
    main_task.state = WEFT_TASK_RUNNING;
    main_task.switches = weft__sched.switches = 1;
    weft__sched.running = &main_task;
    weft__trace(RUN, main_task.id, .peer = 0);
}

/* main's timeouts and shields must be closed when it returns, as at the end of any task. */
static void at_exit(void) {
    const struct weft__task *task = &main_task;
    bool open = task->scopes || task->shields > 0;
    if (open && weft__sched.running == task && !weft__sched.exit && weft__posix_main_has_returned())
        weft__refuse_open(task, task->scopes != NULL, "main");
    weft__exit();
}

static void end_trace(void) { weft__posix_trace_end("exit", -1); }

/* This comes before the constructors of the program, which may use Weft already. */
__attribute__((constructor(101))) static void start(void) {
    unsigned char *stack = weft__posix_map_guarded(LOOP_STACK_BYTES);
    if (!stack) abort();
    weft__report_start();
    read_settings();
    buffer_lines();
    weft__posix_stdin_start();
    weft__task_init_main(&main_task);
    adopt_main(stack);
    give_main_its_turn();
    atexit(end_trace); /* after at_exit: what was registered last is called first */
    atexit(at_exit);
    weft__posix_catch_crashes();
}
