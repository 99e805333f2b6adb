/* In WebAssembly the program lives from the runtime's first call to its last (abi/host.def). */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/failure.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/trace.h"
#include "calls/exit.h"
#include "core/host_request.h"
#include "core/interruption.h"
#include "core/metering.h"
#include "core/sched.h"
#include "host/wasm/wasm.h"
#include "report/deadlock.h"
#include "report/fatal.h"
#include "report/inspect.h"
#include "report/leaks.h"

enum { MAIN_STACK_BYTES = 1 << 20 };

/* ---- Ends ---- */

void weft__host_report(const char *message, const char *file, int line) {
    import_report(message, file, line, export_current());
}

void weft__host_end(enum weft__end cause) {
    fflush(NULL);
    import_end((int32_t)cause);
    __builtin_unreachable();
}

/* A handler of SIGABRT is called first, where the program has one. */
extern struct sigaction __sig_actions[] __attribute__((weak));

static void call_handler_of_abort(void) {
    struct sigaction *action = __sig_actions ? &__sig_actions[SIGABRT] : NULL;
    if (!action || action->sa_handler == SIG_DFL || action->sa_handler == SIG_IGN) return;
    void (*handler)(int) = action->sa_handler;
    action->sa_handler = SIG_DFL;
    handler(SIGABRT);
}

_Noreturn void __wrap_abort(void) {
    call_handler_of_abort();
    fflush(stdout);
    weft__report_crash("abort", "the program called abort", NULL, 0);
    weft__host_end(WEFT__END_FAULT);
}

/* ---- The life of the program ---- */

int __main_void(void);
void __wasm_call_ctors(void);

static struct weft__task main_task;
static _Alignas(16) unsigned char main_stack[MAIN_STACK_BYTES];

/* Address 0 is memory like any other here, at the far end of the pump's stack where nobody comes: a word that
   has changed tells of a NULL pointer. */
void weft__host_turn_ended(void) {
    volatile uint64_t *null;
    __asm__("i32.const 0\n local.set %0" : "=r"(null));
    if (null[0] | null[1])
        weft__fatal("memory error",
                    "something was written through a NULL pointer, earlier: by a function of a "
                    "library's, or in code compiled at -O2 or above, where pointers are not checked");
}

/* main has returned: its timeouts and shields must be closed, as at the end of any task. */
static void check_open(const struct weft__task *task) {
    if (task->scopes || task->shields > 0) weft__refuse_open(task, task->scopes != NULL, "main");
}

static void *run_main(void *unused) {
    (void)unused;
    atexit(weft__exit);
    __wasm_call_ctors();
    int status = __main_void();
    weft__host_turn_ended();
    if (!weft__sched.exit) {
        check_open(&main_task);
        exit(status);
    }
    return NULL;
}

void export_start(double seed) {
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    static char error_buffer[BUFSIZ];
    setvbuf(stderr, error_buffer, _IOLBF, sizeof error_buffer);
    weft__report_start();
    weft__wasm_reserve_scratch();
    weft__random_seed((uint64_t)seed);
    weft__task_init_main(&main_task);
    weft__context_init(&main_task.coroutine.context, main_stack, MAIN_STACK_BYTES, run_main, NULL);
    main_task.coroutine.stack.size = MAIN_STACK_BYTES;
    main_task.coroutine.bounded = weft__need_is_bounded(weft__needs(run_main));
    weft__sched_ready(&main_task);
}

double export_pump(double now, int32_t budget) {
    int64_t at;
    weft__sched_stop_at_switch(budget < 0 ? -(unsigned)budget : 0);
    enum weft__next next = weft__sched_pump((int64_t)now, budget < 0 ? 1 : budget, &at);
    switch (next) {
    case WEFT__NEXT_NOW: return weft__sched.round > 0 ? -1 : 0;
    case WEFT__NEXT_AT: return at > 0 ? weft__wasm_moment(at) : 1;
    case WEFT__NEXT_EVENT: return (double)INFINITY;
    case WEFT__NEXT_NEVER: break;
    }
    weft__fatal_deadlock();
}

int32_t export_wake(double now) { return (int32_t)weft__sched_wake((int64_t)now); }

void *export_alloc(int32_t size) { return weft__alloc((size_t)size); }

void export_complete(int32_t request, int32_t status, void *data, int32_t length, void *extra) {
    weft__host_request_finish(request, status, data, (size_t)length, extra);
}

void export_frame(int32_t request, double time) { weft__host_request_frame(request, (int64_t)time); }

/* While a task's stack is unwound, nothing is done but to write its frames: what stops that is the end of
   memory. */
static const struct weft__failure nested_too_deep = {
    .kind = WEFT__NESTED_TOO_DEEP,
    .why = "its calls are nested too deep to be suspended",
};

void export_fault(int32_t kind, const char *detail, const char *file, int32_t line) {
    bool unwinding = weft__context_emergency();
    fflush(stdout);
    if (unwinding) weft__fail(&nested_too_deep);
    if (kind == FAULT_STACK_OVERFLOW) weft__report_overflow(detail);
    else
        weft__report_crash(kind == FAULT_OUT_OF_MEMORY ? "out of memory" : "trap",
                           detail ? detail : "the program did something undefined", file, line);
    fflush(NULL);
}

int32_t export_current(void) { return weft__sched.running ? (int32_t)weft__sched.running->id : 0; }

int32_t export_generator(void) {
    return weft__sched.running ? (int32_t)weft__sched.running->active->number : 0;
}

const char *export_generator_label(void) {
    return export_generator() ? weft__sched.running->active->name : NULL;
}

const char *export_task_label(int32_t id) { return weft_task_name(id); }

/* Both after the end, which left the stack pointer somewhere. */
const char *export_leaks(void) {
    weft__context_emergency();
    return weft__leaks();
}

void export_report_stats(void) {
    weft__context_emergency();
    weft__report_stats();
}

void *export_trace_start(int32_t capacity) { return weft__metering_start((size_t)capacity); }

void export_trace_stop(void) { weft__trace_stop(); }

double export_trace_head(void) { return (double)weft__trace_head(); }

void export_trace_time(double now) { weft__trace_time((int64_t)now); }

void export_trace_output(int32_t fd, double total) {
    weft__trace(OUTPUT, weft__sched.running ? weft__sched.running->id : 0,
                .object = (uint32_t)(uint64_t)total, .line = fd);
}

int32_t export_task_table(void *records, int32_t max, int32_t after) {
    return (int32_t)weft__task_table(records, (size_t)max, after);
}

#define pointer const char *
#define WEFT_TASK_FIELD(type, name, offset) TASK_FIELD_##type(name, offset)
#define CHECK_FIELD(name, offset) _Static_assert(offsetof(weft_task_info, name) == offset, #name);
#define TASK_FIELD_int64_t(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_uint64_t(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_int32_t(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_uint32_t(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_pointer(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_double(name, offset) CHECK_FIELD(name, offset)
#define TASK_FIELD_void(name, offset) _Static_assert(sizeof(weft_task_info) == offset, #name);
#undef pointer
#include "abi/trace.def"
