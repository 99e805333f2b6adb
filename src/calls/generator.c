/* A generator is a coroutine that its consumer resumes by itself. The body runs as part of the consumer's
   task: it sees its scopes and shields, and must leave them as it found them. */
#include <string.h>

#include "base/memory.h"
#include "base/name.h"
#include "base/touch.h"
#include "base/trace.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/turn.h"
#include "host/host.h"
#include "report/fatal.h"

/* Out of the way of the code that runs at every switch. */
#define COLD __attribute__((noinline, cold))
#define NOINLINE __attribute__((noinline))

enum progress {
    FRESH,
    AT_YIELD,
    RUNNING, /* or waiting, with its consumer */
    AT_STOP, /* it has yielded where the run stops, and its consumer has not gone on yet */
    ENDED
};

struct weft_gen {
    struct weft__coroutine coroutine;
    enum progress progress;
    void *value;                /* what goes in at a resume, or out at a yield */
    int error;                  /* what the pending yield returns, until it does; else 0 */
    void **out;                 /* where the value goes of the step that runs, or NULL */
    void **in;                  /* where the value goes of the yield at which the body stands, or NULL */
    struct weft__scope *scopes; /* the consumer's, when the step began */
    unsigned shields;           /* the consumer's, when the step began */
    char name[];                /* of its body */
};

weft_gen *weft_gen_new_at(void *(*body)(void *), void *arg, const char *name, const char *file, int line) {
    if (!body) weft__misuse("weft_gen_new", "there is no body", file, line);
    size_t length;
    name = weft__name_in(name, &length);
    weft_gen *gen = weft__choose_fault() ? NULL : weft__alloc(sizeof *gen + length + 1);
    if (!gen) return NULL;
    *gen = (weft_gen){.progress = FRESH};
    memcpy(gen->name, name, length);
    gen->name[length] = '\0';
    if (!weft__coroutine_init(&gen->coroutine, 0, gen->name, body, arg)) {
        weft__free(gen);
        return NULL;
    }
    static unsigned generators;
    gen->coroutine.number = ++generators;
    weft__trace(GENERATOR, weft__sched.running ? weft__sched.running->id : 0, .object = gen->coroutine.number,
                .file = file, .line = line, .text = gen->name);
    return gen;
}

/* What the trace tells of a value: nothing of one that may be an address. */
static int64_t told(const void *value) {
    enum { LARGEST = 1023 };
    intptr_t number = (intptr_t)value;
    return number >= -LARGEST && number <= LARGEST ? number + LARGEST + 1 : 0;
}

/* A turn may consist of nothing but switches: now and then the clock is read, and the trace handed on. */
static NOINLINE void look_up(unsigned switches) {
    enum { HANDED_ON = 1 << 16, HANDED_ON_NS = 50000000 };
    static int64_t since;
    int64_t now = weft__host_steady();
    weft__trace_time(weft__host_now());
    if (now - since < HANDED_ON_NS && switches % HANDED_ON != 0) return;
    since = now;
    weft__host_turn_begins();
}

/* What has been written is of those who wrote it. */
static inline void before_switch(void) {
    enum { SWITCHES = 256 };
    static unsigned switches;
    if (!weft__tracing) return;
    weft__flush_unfinished_lines();
    if (++switches % SWITCHES == 0) look_up(switches);
}

static void tell_done(const weft_gen *gen, const void *result, const char *call) {
    weft__trace(DONE, weft__sched.running ? weft__sched.running->id : 0, .object = gen->coroutine.number,
                .peer = told(result), .call = call);
}

/* What the body has left open, or closed although its consumer opened it. */
static COLD void refuse_open(weft_gen *gen, struct weft__task *task) {
    task->active = &gen->coroutine;
    if (task->shields > gen->shields) weft__refuse_open(task, false, "the generator's body");
    if (task->shields == gen->shields && task->scopes) weft__refuse_open(task, true, "the generator's body");
    weft__fatal("misuse", "the generator's body has closed a timeout or a shield of its consumer");
}

static void finish(weft_gen *gen, struct weft__task *task) {
    weft__touch(gen);
    weft__touch_bytes(gen->out, sizeof *gen->out);
    gen->progress = ENDED;
    if (task->scopes != gen->scopes || task->shields != gen->shields) refuse_open(gen, task);
    if (weft__watched) {
        before_switch();
        tell_done(gen, gen->coroutine.context.result, NULL);
    }
    weft__coroutine_free(&gen->coroutine);
}

static inline struct weft__coroutine *consumer(void) { return weft__sched.running->active; }

static inline weft_gen *followed(void) { return weft__container(consumer()->follows, weft_gen, coroutine); }

/* The body has returned. true: the run is to stop here. */
static NOINLINE bool end_body(weft_gen *gen) {
    if (gen->out) *gen->out = gen->coroutine.context.result;
    finish(gen, weft__sched.running);
    return weft__watched && weft__sched_stop();
}

static inline int end_step(const weft_gen *gen) {
    if (gen->out) *gen->out = gen->value;
    return 0;
}

/* Its consumer goes on where the run has stopped. */
static NOINLINE int end_stopped_step(weft_gen *gen) {
    if (gen->progress == ENDED) return WEFT_EDONE;
    gen->progress = AT_YIELD;
    return end_step(gen);
}

/* Resumes the body until it yields, ends or waits for the scheduler. The toolchain knows it by its name
   (web/toolchain/suspension.ts). */
NOINLINE void weft__gen_run(weft_gen *gen) {
    struct weft__task *task = weft__sched.running;
    struct weft__coroutine *outer = task->active;
    task->active = &gen->coroutine;
    weft__context_resume(&gen->coroutine.context, &outer->context);
    task->active = outer;
}

/* Whether it has run until it waits: then its consumer must park too. So it must where the run stops at a
   yield. */
static bool waits(const weft_gen *gen) { return gen->progress != AT_YIELD && !gen->coroutine.context.ended; }

static bool is_busy(const weft_gen *gen) { return gen->progress == RUNNING || gen->progress == AT_STOP; }

static inline void begin_step(weft_gen *gen, void *in, int error, void **out) {
    struct weft__task *task = weft__sched.running;
    if (task->scopes) weft__check_scopes(task);
    gen->progress = RUNNING;
    gen->value = in;
    if (error) gen->error = error;
    gen->out = out;
    gen->scopes = task->scopes;
    gen->shields = task->shields;
}

/* Where a step is when somebody has to wait. */
enum stage {
    BEGUN,   /* the body is to go on */
    STOPPED, /* the consumer is to park before */
    RUN,     /* the body has run */
    PARKED   /* the consumer has parked, and its task goes on */
};

/* A step that has begun. While the body waits, so does its consumer, which resumes it when the task is woken.
   This function and weft_gen_send_at resume and suspend; the toolchain knows them by their names
   (web/toolchain/suspension.ts). */
NOINLINE int weft__gen_step(weft_gen *gen, enum stage stage) {
    if (stage == PARKED || weft__context_returned()) {
        gen = followed();
        if (gen->progress != RUNNING) return end_stopped_step(gen);
        stage = BEGUN;
    }
    if (stage == STOPPED) goto park;
    if (stage == BEGUN) weft__gen_run(gen);
    while (waits(gen)) {
    park:
        consumer()->follows = &gen->coroutine;
        if (!weft__context_leave_again(weft__sched_leave(weft__sched.running))) return 0;
        if (gen->progress != RUNNING) return end_stopped_step(gen);
        weft__gen_run(gen);
    }
    if (!gen->coroutine.context.ended) return end_step(gen);
    if (end_body(gen)) goto park;
    return WEFT_EDONE;
}

static int give(void **out, int error) {
    if (out) *out = NULL;
    return error;
}

/* true: the run is to stop here. */
static COLD bool tell_next(const weft_gen *gen, const void *in, const char *call, const char *file,
                           int line) {
    weft__touch(gen);
    if (gen->progress == AT_YIELD) weft__touch_bytes(gen->in, sizeof *gen->in);
    before_switch();
    weft__trace_often(NEXT, weft__sched.running->id, .object = gen->coroutine.number, .peer = told(in),
                      .call = call, .file = file, .line = line);
    return weft__sched_stop();
}

static NOINLINE int refuse(const weft_gen *gen, void **out) {
    weft__touch(gen);
    if (is_busy(gen)) return give(out, WEFT_EBUSY);
    return give(out, gen->progress == ENDED ? WEFT_EDONE : WEFT_EINVAL);
}

/* Whatever the step needs. Returns its stage, or an error. */
static NOINLINE int begin_any_step(weft_gen *gen, void *in, void **out, const char *call, const char *file,
                                   int line) {
    if (gen->progress != AT_YIELD && (gen->progress != FRESH || in)) return refuse(gen, out);
    bool stops = weft__watched && tell_next(gen, in, call, file, line);
    begin_step(gen, in, 0, out);
    return stops ? STOPPED : BEGUN;
}

/* Begins a step that nobody watches, of a generator that stands at a yield and was suspended last, where no
   timeout is open. */
static inline void begin_usual_step(weft_gen *gen, const struct weft__task *task, void *in, void **out) {
    gen->progress = RUNNING;
    gen->value = in;
    gen->out = out;
    gen->scopes = NULL;
    gen->shields = task->shields;
}

/* What is seldom needed is elsewhere: engines inline the body into a function that is short. After
   weft__gen_step this function returns at once, as one has to that leaves. */
int weft_gen_send_at(weft_gen *gen, void *in, void **out, const char *call, const char *file, int line) {
    if (weft__context_returned()) return weft__gen_step(gen, PARKED);
    struct weft__context *body = &gen->coroutine.context;
    struct weft__task *task = weft__sched.running;
    if (gen->progress != AT_YIELD || weft__watched || task->scopes || !weft__context_is_last(body)) {
        /* Where the library's frames are large, a timeout that is gone is told by this one. */
        if (WEFT__LARGE_FRAMES && task && task->scopes) weft__check_scopes(task);
        int stage = begin_any_step(gen, in, out, call, file, line);
        return stage < 0 ? stage : weft__gen_step(gen, (enum stage)stage);
    }
    begin_usual_step(gen, task, in, out);
    struct weft__coroutine *outer = task->active;
    task->active = &gen->coroutine;
    weft__context_resume_last(body, &outer->context);
    task->active = outer;
    return gen->progress == AT_YIELD ? end_step(gen) : weft__gen_step(gen, RUN);
}

/* Ends a generator that has not begun. */
static void discard(weft_gen *gen) {
    tell_done(gen, NULL, "weft_gen_close");
    weft__coroutine_free(&gen->coroutine);
    gen->progress = ENDED;
}

int weft_gen_throw_at(weft_gen *gen, int error, void **out, const char *file, int line) {
    if (error >= 0) return give(out, WEFT_EINVAL);
    weft__touch(gen);
    if (is_busy(gen)) return give(out, WEFT_EBUSY);
    if (gen->progress == ENDED) return give(out, WEFT_EDONE);
    if (gen->progress == FRESH) {
        discard(gen);
        return give(out, error);
    }
    bool stops = weft__watched && tell_next(gen, WEFT_BOX(error), "weft_gen_throw", file, line);
    begin_step(gen, NULL, error, out);
    return weft__gen_step(gen, stops ? STOPPED : BEGUN);
}

int weft_gen_close_at(weft_gen *gen, void **result, const char *file, int line) {
    weft__touch(gen);
    if (is_busy(gen)) return give(result, WEFT_EBUSY);
    if (gen->progress == FRESH) discard(gen);
    if (gen->progress == ENDED) return give(result, 0);
    bool stops = weft__watched && tell_next(gen, NULL, "weft_gen_close", file, line);
    begin_step(gen, NULL, WEFT_ECLOSED, result);
    if (weft__gen_step(gen, stops ? STOPPED : BEGUN) == WEFT_EDONE) return 0;
    return give(result, WEFT_EBUSY);
}

void weft_gen_free_at(weft_gen *gen, const char *file, int line) {
    if (!gen) return;
    if (is_busy(gen)) weft__misuse("weft_gen_free", "the generator is running", file, line);
    if (weft_gen_close_at(gen, NULL, file, line) == WEFT_EBUSY) discard(gen);
    weft__free(gen);
}

static COLD void tell_yield(weft_gen *gen, const void *out, const char *file, int line) {
    weft__touch(gen);
    weft__touch_bytes(gen->out, sizeof *gen->out);
    before_switch();
    weft__trace_often(YIELD, weft__sched.running->id, .object = gen->coroutine.number, .peer = told(out),
                      .file = file, .line = line);
    if (weft__sched_stop()) gen->progress = AT_STOP;
}

_Noreturn static COLD void refuse_yield(const struct weft__task *task, const char *file, int line) {
    bool inside = task->active != &task->coroutine;
    weft__misuse("weft_gen_yield",
                 inside ? "a timeout or shield that the body began is still open"
                        : "called outside a generator",
                 file, line);
}

static COLD int accept_error(weft_gen *gen) {
    int error = gen->error;
    gen->error = 0;
    return give(gen->in, error);
}

static inline int accept(weft_gen *gen) {
    if (gen->error) return accept_error(gen);
    if (gen->in) *gen->in = gen->value;
    return 0;
}

int weft_gen_yield_at(void *out, void **in, const char *file, int line) {
    const struct weft__task *task = weft__sched.running;
    weft_gen *gen = weft__container(task->active, weft_gen, coroutine);
    if (weft__context_returned()) return accept(gen);
    bool outside = task->active == &task->coroutine;
    if (outside || task->scopes != gen->scopes || task->shields != gen->shields)
        refuse_yield(task, file, line);
    gen->value = out;
    gen->in = in;
    gen->progress = AT_YIELD;
    if (weft__watched) tell_yield(gen, out, file, line);
    return weft__context_leave_again(&gen->coroutine.context) ? accept(gen) : 0;
}
