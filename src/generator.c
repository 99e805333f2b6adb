#include "fatal.h"
#include "memory.h"
#include "sched.h"
#include "trace.h"

enum progress { FRESH, AT_YIELD, RUNNING, ENDED };

struct weft_gen {
    struct weft__coroutine coroutine;
    void *(*body)(void *);
    void *argument;
    enum progress progress;
    void *value;            /* what goes in at a resume, or out at a yield; the result at the end */
    int error;              /* what the pending yield returns */
    weft_timeout *timeouts; /* while it runs: the consumer's scopes, and */
    unsigned shields;       /* its shields: the body leaves them as it found them */
};

static void run_body(void *pointer) {
    weft_gen *gen = pointer;
    gen->value = gen->body(gen->argument);
}

weft_gen *weft_gen_new_at(void *(*body)(void *), void *arg, const char *name, const char *file, int line) {
    if (!body) weft__misuse("weft_gen_new", "there is no body", file, line);
    weft_gen *gen = weft__alloc(sizeof *gen);
    if (!gen) return NULL;
    *gen = (weft_gen){.body = body, .argument = arg};
    if (weft__coroutine_init(&gen->coroutine, 0, name, run_body, gen)) return gen;
    weft__free(gen);
    return NULL;
}

/* Resumes the body until it yields or ends. Where it waits for the scheduler, its consumer parks too, and resumes it when the task is woken. */
static void run(weft_gen *gen, struct weft__task *task) {
    struct weft__coroutine *consumer = task->active;
    for (;;) {
        task->active = &gen->coroutine;
        weft__context_resume(&gen->coroutine.context);
        task->active = consumer;
        if (!gen->coroutine.parked) return;
        weft__sched_suspend(task);
    }
}

static void finish(weft_gen *gen, struct weft__task *task) {
    gen->progress = ENDED;
    for (; task->timeouts != gen->timeouts; task->timeouts = task->timeouts->outer) weft__timer_disarm(&task->timeouts->timer);
    task->shields = gen->shields;
    weft__coroutine_free(&gen->coroutine);
}

static int step(weft_gen *gen, void *in, int error, void **out) {
    struct weft__task *task = weft__sched.running;
    gen->progress = RUNNING;
    gen->value = in;
    gen->error = error;
    gen->timeouts = task->timeouts;
    gen->shields = task->shields;
    run(gen, task);
    if (out) *out = gen->value;
    if (!gen->coroutine.context.ended) return 0;
    finish(gen, task);
    return WEFT_EDONE;
}

static int give(void **out, int error) {
    if (out) *out = NULL;
    return error;
}

int weft_gen_send_at(weft_gen *gen, void *in, void **out, const char *call, const char *file, int line) {
    if (gen->progress == RUNNING) return give(out, WEFT_EBUSY);
    if (gen->progress == ENDED) return give(out, WEFT_EDONE);
    if (gen->progress == FRESH && in) return give(out, WEFT_EINVAL);
    weft__trace(NEXT, weft__sched.running->id, .object = gen, .call = call, .file = file, .line = line);
    return step(gen, in, 0, out);
}

/* Ends a generator that has not begun. */
static void discard(weft_gen *gen) {
    weft__coroutine_free(&gen->coroutine);
    gen->progress = ENDED;
}

int weft_gen_throw_at(weft_gen *gen, int error, void **out, const char *file, int line) {
    if (error >= 0) return give(out, WEFT_EINVAL);
    if (gen->progress == RUNNING) return give(out, WEFT_EBUSY);
    if (gen->progress == ENDED) return give(out, WEFT_EDONE);
    weft__trace(NEXT, weft__sched.running->id, .object = gen, .call = "weft_gen_throw", .file = file, .line = line);
    if (gen->progress == AT_YIELD) return step(gen, NULL, error, out);
    discard(gen);
    return give(out, error);
}

int weft_gen_close_at(weft_gen *gen, void **result, const char *file, int line) {
    if (gen->progress == RUNNING) return give(result, WEFT_EBUSY);
    if (gen->progress == FRESH) discard(gen);
    if (gen->progress == ENDED) return give(result, 0);
    weft__trace(NEXT, weft__sched.running->id, .object = gen, .call = "weft_gen_close", .file = file, .line = line);
    if (step(gen, NULL, WEFT_ECLOSED, result) == WEFT_EDONE) return 0;
    return give(result, WEFT_EBUSY);
}

void weft_gen_free_at(weft_gen *gen, const char *file, int line) {
    if (!gen) return;
    if (gen->progress == RUNNING) weft__misuse("weft_gen_free", "the generator is running", file, line);
    if (weft_gen_close_at(gen, NULL, file, line) == WEFT_EBUSY) discard(gen);
    weft__free(gen);
}

int weft_gen_yield_at(void *out, void **in, const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    if (task->active == &task->coroutine) weft__misuse("weft_gen_yield", "called outside a generator", file, line);
    weft_gen *gen = weft__container(task->active, weft_gen, coroutine);
    if (task->timeouts != gen->timeouts || task->shields != gen->shields)
        weft__misuse("weft_gen_yield", "a timeout or shield that the body began is still open", file, line);
    weft__trace(YIELD, task->id, .object = gen, .file = file, .line = line);
    gen->value = out;
    gen->progress = AT_YIELD;
    weft__context_suspend(&gen->coroutine.context);
    if (in) *in = gen->error ? NULL : gen->value;
    return gen->error;
}
