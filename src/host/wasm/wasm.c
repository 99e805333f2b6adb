/* In WebAssembly: the runtime (TypeScript, in a browser's worker or in Node) is the host. See abi/host.def. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

#include "base/memory.h"
#include "base/random.h"
#include "base/trace.h"
#include "calls/exit.h"
#include "core/choice.h"
#include "core/host_request.h"
#include "core/interruption.h"
#include "core/metering.h"
#include "core/sched.h"
#include "host/host.h"
#include "report/deadlock.h"
#include "report/fatal.h"
#include "report/inspect.h"
#include "report/leaks.h"

#define WEFT_IMPORT(result, name, parameters) \
    __attribute__((import_module("weft"), import_name(#name))) result import_##name parameters;
#define WEFT_EXPORT(result, name, parameters) \
    __attribute__((export_name("weft_" #name))) result export_##name parameters;
#define WEFT_FAULT(name, value) enum { FAULT_##name = value };
#include "abi/host.def"

enum { MAIN_STACK = 1 << 20 };

const size_t weft__host_default_stack = 16384, weft__host_smallest_stack = 512;

/* ---- Stacks and memory ---- */

enum { SLAB = 1 << 16 };

/* Small stacks are cut from slabs: an allocation of each would cost another 16 bytes. */
static unsigned char *slab, *slab_end;

static unsigned char *new_block(size_t size) {
    unsigned char *block = weft__alloc(size + 16);
    return block ? (unsigned char *)(((uintptr_t)block + 15) & ~(uintptr_t)15) : NULL;
}

unsigned char *weft__host_new_stack(size_t size) {
    if (size > SLAB / 4) return new_block(size);
    if ((size_t)(slab_end - slab) < size) {
        slab = new_block(SLAB);
        slab_end = slab ? slab + SLAB : NULL;
    }
    if (!slab) return NULL;
    unsigned char *stack = slab;
    slab += size;
    return stack;
}

/* malloc's memory, in the place of libc's own function (the linker is told --wrap, as for abort). A program that goes on and on after malloc has returned NULL does not look at what it returns. */
static bool grow(size_t pages) { return __builtin_wasm_memory_grow(0, pages) != (size_t)-1; }

bool __wrap_emscripten_resize_heap(size_t size) {
    enum { PAGE = 65536, PATIENCE = 100 };
    static int refused;
    size_t now = __builtin_wasm_memory_size(0), needed = (size + PAGE - 1) / PAGE;
    /* Growing is dear, pages that nobody touches cost nothing: an eighth more each time. */
    if (needed <= now || grow(needed - now + now / 8) || grow(needed - now)) {
        refused = 0;
        return true;
    }
    if (++refused == PATIENCE)
        weft__fatal("out of memory", "malloc has returned NULL %d times in a row, of %zu MiB in all",
                    PATIENCE, now / (1048576 / PAGE));
    return false;
}

/* ---- Time ---- */

const bool weft__host_has_agenda = true;

int64_t weft__host_now(void) { return (int64_t)import_now(); }

int64_t weft__host_steady(void) { return (int64_t)import_steady(); }

static void block(double nanoseconds) {
    import_block(nanoseconds);
    weft__sched_blocked();
}

void weft__host_block(int64_t nanoseconds) { block((double)nanoseconds); }

void weft__host_skip(int64_t deadline) {
    import_skip(deadline == INT64_MAX ? (double)INFINITY : (double)deadline);
}

static bool valid_span(const struct timespec *span) {
    return span && span->tv_sec >= 0 && span->tv_nsec >= 0 && span->tv_nsec < 1000000000;
}

int nanosleep(const struct timespec *span, struct timespec *rest) {
    if (!valid_span(span)) {
        errno = EINVAL;
        return -1;
    }
    if (rest) *rest = (struct timespec){0};
    block((double)span->tv_sec * 1e9 + (double)span->tv_nsec);
    return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *span, struct timespec *rest) {
    if (!valid_span(span)) return EINVAL;
    struct timespec now = {0};
    if (flags & TIMER_ABSTIME) clock_gettime(clock, &now);
    double nanoseconds = (double)(span->tv_sec - now.tv_sec) * 1e9 + (double)(span->tv_nsec - now.tv_nsec);
    if (rest) *rest = (struct timespec){0};
    if (nanoseconds > 0) block(nanoseconds);
    return 0;
}

int usleep(unsigned microseconds) {
    block(microseconds * 1e3);
    return 0;
}

unsigned sleep(unsigned seconds) {
    block(seconds * 1e9);
    return 0;
}

/* ---- Choices ---- */

void export_policy(int32_t policy, double seed, int32_t changes, int32_t turns) {
    weft__choices_begin((enum weft__policy)policy, (uint64_t)seed, (uint32_t)changes, (uint32_t)turns);
}

bool weft__host_next_departure(struct weft__departure *departure) {
    double number = import_next_departure();
    if (number < 0) return false;
    *departure = (struct weft__departure){(uint64_t)number, (uint32_t)import_next_alternative()};
    return true;
}

void weft__host_departed(struct weft__departure departure) {
    import_departed((double)departure.number, (int32_t)departure.alternative);
}

uint32_t weft__host_choose(int kind, uint32_t count, uint32_t seeded) {
    return (uint32_t)import_choose(kind, (int32_t)count, (int32_t)seeded);
}

int32_t export_ready_tasks(int32_t *tasks, int32_t max) {
    struct weft__link *link = weft__list_first(&weft__sched.ready);
    for (int32_t i = 0; i < max && link; i++, link = link->next)
        tasks[i] = (int32_t)weft__container(link, struct weft__task, ready_link)->id;
    return (int32_t)weft__sched.ready_count;
}

/* ---- Randomness: the host's bytes follow from the run's seed ---- */

int getentropy(void *buffer, size_t length) {
    if (length > 256) {
        errno = EIO;
        return -1;
    }
    errno = __wasi_random_get(buffer, length);
    return errno == 0 ? 0 : -1;
}

/* ---- Ends ---- */

void weft__host_report(const char *message, const char *file, int line) {
    import_report(message, file, line, export_current());
}

void weft__host_end(enum weft__end cause) {
    fflush(NULL);
    import_end((int32_t)cause);
    __builtin_unreachable();
}

_Noreturn void __wrap_abort(void) {
    fflush(stdout);
    weft__report_crash("abort", "the program called abort", NULL, 0);
    weft__host_end(WEFT__END_FAULT);
}

/* ---- The life of the program ---- */

void weft__context_emergency(void);

int __main_void(void);
void __wasm_call_ctors(void);

static struct weft__task main_task;
static _Alignas(16) unsigned char main_stack[MAIN_STACK];

/* Address 0 is memory like any other here, at the far end of the pump's stack where nobody comes: a word that has changed tells of a NULL pointer. */
static void check_null(void) {
    volatile uint64_t *null;
    __asm__("i32.const 0\n local.set %0" : "=r"(null));
    if (null[0] | null[1]) weft__fatal("memory error", "something was written through a NULL pointer");
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
    check_null();
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
    weft__random_seed((uint64_t)seed);
    weft__task_init_main(&main_task);
    weft__context_init(&main_task.coroutine.context, main_stack, MAIN_STACK, run_main, NULL);
    main_task.coroutine.stack.size = MAIN_STACK;
    weft__sched_ready(&main_task);
}

double export_pump(double now, int32_t budget) {
    int64_t at;
    enum weft__next next = weft__sched_pump((int64_t)now, budget, &at);
    check_null();
    switch (next) {
    case WEFT__NEXT_NOW: return weft__sched.round > 0 ? -1 : 0;
    case WEFT__NEXT_AT: return at > 0 ? (double)at : 1;
    case WEFT__NEXT_EVENT: return (double)INFINITY;
    case WEFT__NEXT_NEVER: break;
    }
    weft__fatal_deadlock();
}

void *export_alloc(int32_t size) { return weft__alloc((size_t)size); }

void export_complete(int32_t operation, int32_t status, void *data, int32_t length, void *extra) {
    weft__host_request_finish(operation, status, data, (size_t)length, extra);
}

void export_frame(int32_t operation, double time) { weft__host_request_frame(operation, (int64_t)time); }

void export_fault(int32_t kind, const char *detail, const char *file, int32_t line) {
    weft__context_emergency();
    fflush(stdout);
    if (kind == FAULT_STACK_OVERFLOW) weft__report_overflow();
    else
        weft__report_crash(kind == FAULT_OUT_OF_MEMORY ? "out of memory" : "trap",
                           detail ? detail : "the program did something undefined", file, line);
    fflush(NULL);
}

int32_t export_current(void) { return weft__sched.running ? (int32_t)weft__sched.running->id : 0; }

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
                .object = (const void *)(uintptr_t)(uint64_t)total, .line = fd);
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

/* ---- Operations ---- */

static const char *method_of(const weft_request *request) {
    if (request && request->method) return request->method;
    return request && request->body ? "POST" : "GET";
}

void weft__host_fetch(int32_t id, const char *url, const weft_request *request) {
    weft_request none = {0};
    const weft_request *asked = request ? request : &none;
    import_fetch(id, url, method_of(request), asked->headers, asked->body, (int32_t)asked->length,
                 (double)asked->max_length);
}

void weft__host_read_line(int32_t id) { import_read_line(id); }

void weft__host_next_frame(int32_t id) { import_next_frame(id); }

void weft__host_abort(int32_t id) { import_abort(id); }
