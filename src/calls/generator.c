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
#include "report/fatal.h"

/* Out of the way of the code that runs at every switch. */
#define COLD __attribute__((noinline, cold))
#define NOINLINE __attribute__((noinline))

enum progress { FRESH, AT_YIELD, RUNNING, ENDED };

struct weft_gen {
    struct weft__coroutine coroutine;
    enum progress progress;
    void *value;                /* what goes in at a resume, or out at a yield */
    int error;                  /* what the pending yield returns */
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
    return gen;
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
    weft__coroutine_free(&gen->coroutine);
}

static inline struct weft__coroutine *consumer(void) { return weft__sched.running->active; }

static inline weft_gen *followed(void) { return weft__container(consumer()->follows, weft_gen, coroutine); }

static int end_step(weft_gen *gen) {
    void **out = gen->out;
    if (!gen->coroutine.context.ended) {
        if (out) *out = gen->value;
        return 0;
    }
    if (out) *out = gen->coroutine.context.result;
    finish(gen, weft__sched.running);
    return WEFT_EDONE;
}

/* Resumes the body until it yields or ends: true. Or until it waits for the scheduler: then its
   consumer must park too. */
static inline __attribute__((always_inline)) bool run(weft_gen *gen) {
    struct weft__task *task = weft__sched.running;
    struct weft__coroutine *outer = task->active;
    task->active = &gen->coroutine;
    weft__context_resume_again(&gen->coroutine.context, &outer->context);
    task->active = outer;
    if (!gen->coroutine.parked) return true;
    gen->coroutine.parked = false;
    return false;
}

static inline void begin_step(weft_gen *gen, void *in, int error, void **out) {
    struct weft__task *task = weft__sched.running;
    if (task->scopes) weft__check_scopes(task);
    gen->progress = RUNNING;
    gen->value = in;
    gen->error = error;
    gen->out = out;
    gen->scopes = task->scopes;
    gen->shields = task->shields;
}

/* A step that has begun. While the body waits, so does its consumer, which resumes it when the task is woken.
   This function and weft_gen_send_at resume and suspend; the toolchain knows them by their names
   (web/toolchain/suspension.ts). */
NOINLINE int weft__gen_step(weft_gen *gen) {
    if (weft__context_returned()) gen = followed();
    while (!run(gen)) {
        consumer()->follows = &gen->coroutine;
        if (!weft__context_leave_again(weft__sched_leave(weft__sched.running))) return 0;
    }
    return end_step(gen);
}

static int give(void **out, int error) {
    if (out) *out = NULL;
    return error;
}

static COLD void tell_next(const weft_gen *gen, const char *call, const char *file, int line) {
    weft__touch(gen);
    if (gen->progress == AT_YIELD) weft__touch_bytes(gen->in, sizeof *gen->in);
    weft__trace(NEXT, weft__sched.running->id, .object = gen->coroutine.number, .call = call, .file = file,
                .line = line);
}

static NOINLINE int refuse(const weft_gen *gen, void **out) {
    weft__touch(gen);
    if (gen->progress == RUNNING) return give(out, WEFT_EBUSY);
    return give(out, gen->progress == ENDED ? WEFT_EDONE : WEFT_EINVAL);
}

int weft_gen_send_at(weft_gen *gen, void *in, void **out, const char *call, const char *file, int line) {
    if (weft__context_returned()) gen = followed();
    else {
        if (gen->progress != AT_YIELD && (gen->progress != FRESH || in)) return refuse(gen, out);
        if (weft__watched) tell_next(gen, call, file, line);
        begin_step(gen, in, 0, out);
    }
    while (!run(gen)) {
        consumer()->follows = &gen->coroutine;
        if (!weft__context_leave_again(weft__sched_leave(weft__sched.running))) return 0;
    }
    return end_step(gen);
}

/* Ends a generator that has not begun. */
static void discard(weft_gen *gen) {
    weft__coroutine_free(&gen->coroutine);
    gen->progress = ENDED;
}

int weft_gen_throw_at(weft_gen *gen, int error, void **out, const char *file, int line) {
    if (error >= 0) return give(out, WEFT_EINVAL);
    weft__touch(gen);
    if (gen->progress == RUNNING) return give(out, WEFT_EBUSY);
    if (gen->progress == ENDED) return give(out, WEFT_EDONE);
    if (weft__watched) tell_next(gen, "weft_gen_throw", file, line);
    if (gen->progress == AT_YIELD) {
        begin_step(gen, NULL, error, out);
        return weft__gen_step(gen);
    }
    discard(gen);
    return give(out, error);
}

int weft_gen_close_at(weft_gen *gen, void **result, const char *file, int line) {
    weft__touch(gen);
    if (gen->progress == RUNNING) return give(result, WEFT_EBUSY);
    if (gen->progress == FRESH) discard(gen);
    if (gen->progress == ENDED) return give(result, 0);
    if (weft__watched) tell_next(gen, "weft_gen_close", file, line);
    begin_step(gen, NULL, WEFT_ECLOSED, result);
    if (weft__gen_step(gen) == WEFT_EDONE) return 0;
    return give(result, WEFT_EBUSY);
}

void weft_gen_free_at(weft_gen *gen, const char *file, int line) {
    if (!gen) return;
    if (gen->progress == RUNNING) weft__misuse("weft_gen_free", "the generator is running", file, line);
    if (weft_gen_close_at(gen, NULL, file, line) == WEFT_EBUSY) discard(gen);
    weft__free(gen);
}

static COLD void tell_yield(const weft_gen *gen, const char *file, int line) {
    weft__touch(gen);
    weft__touch_bytes(gen->out, sizeof *gen->out);
    weft__trace(YIELD, weft__sched.running->id, .object = gen->coroutine.number, .file = file, .line = line);
}

static NOINLINE void check_yield(const weft_gen *gen, const char *file, int line) {
    const struct weft__task *task = weft__sched.running;
    if (task->active == &task->coroutine)
        weft__misuse("weft_gen_yield", "called outside a generator", file, line);
    if (task->scopes != gen->scopes || task->shields != gen->shields)
        weft__misuse("weft_gen_yield", "a timeout or shield that the body began is still open", file, line);
}

static int accept(weft_gen *gen) {
    if (gen->in) *gen->in = gen->error ? NULL : gen->value;
    return gen->error;
}

int weft_gen_yield_at(void *out, void **in, const char *file, int line) {
    weft_gen *gen = weft__container(weft__sched.running->active, weft_gen, coroutine);
    if (weft__context_returned()) return accept(gen);
    check_yield(gen, file, line);
    if (weft__watched) tell_yield(gen, file, line);
    gen->value = out;
    gen->in = in;
    gen->progress = AT_YIELD;
    return weft__context_leave_again(&gen->coroutine.context) ? accept(gen) : 0;
}
