/* The pump runs rounds of turns, and asks the clock between them. Who has ended is handed up to whoever asked
   for it. */
#include "core/sched.h"

#include <limits.h>

#include "base/failure.h"
#include "base/touch.h"
#include "base/trace.h"
#include "context/packed.h"
#include "core/choice.h"
#include "core/metering.h"
#include "core/timer.h"
#include "host/host.h"

struct weft__sched weft__sched;

/* Its stack is not checked: only Weft's own code runs on it. */
struct weft__context weft__pump = {.high = (unsigned char *)UINTPTR_MAX};

/* The virtual clock moves by this rule while somebody is always ready; weft.h tells it (weft_now). */
enum { MAX_IDLE_YIELDS = 100000, MAX_BUSY_TURNS = 200000, BUSY_STEP_TURNS = 1000, BUSY_TURN_NS = 1000 };

static __attribute__((noinline, cold)) void tell_overrun(void) {
    weft__fail(&(struct weft__failure){
        .kind = WEFT__NESTED_TOO_DEEP,
        .why = "it shares pages with others (weft_pack_stacks), and they may be damaged"});
}

void weft__sched_turn_ended(struct weft__task *task) {
    if (__builtin_expect(weft__packed_is_overrun(&task->coroutine.stack), 0)) tell_overrun();
    weft__host_turn_ended();
    if (task->coroutine.context.ended) weft__sched.finish(task);
    weft__sched.running = NULL;
}

static void begin_turn(struct weft__task *task) {
    weft__sched.running = task;
    weft__sched.budget--;
    weft__sched.ready_count--;
    weft__sched.switches++;
    task->switches++;
    task->state = WEFT_TASK_RUNNING;
    if (__builtin_expect(weft__tracing, 0)) {
        weft__trace_put(WEFT__EVENT_RUN, task->id, (struct weft__trace){0});
        weft__metering_turn_begins();
    }
}

static struct weft__task *take_first(void) {
    struct weft__link *link = weft__list_pop(&weft__sched.ready);
    return link ? weft__container(link, struct weft__task, ready_link) : NULL;
}

static __attribute__((noinline, cold)) struct weft__task *take_chosen(void) {
    struct weft__task *task = weft__sched.ready_count > 1
                                  ? weft__choose_task(&weft__sched.ready, weft__sched.ready_count)
                                  : take_first();
    if (task) weft__touch(&task->state);
    return task;
}

/* The first of those that are ready, unless the run asks for another; NULL: none is. */
static struct weft__task *take_next(void) {
    return __builtin_expect(weft__choices_steered, 0) ? take_chosen() : take_first();
}

/* What is skipped is nobody's time. */
static void move_clock(int64_t time) {
    int64_t deadline = weft__timer_first->deadline;
    if (weft__tracing) weft__metering_turns_end();
    weft__host_advance(time < deadline ? time : deadline);
    if (weft__tracing) weft__metering_turns_begin(weft__host_now());
}

/* The clock moves after a round, whatever it took to run it: so time goes on at the same turn in each run of
   the program. */
static void let_time_pass(void) {
    uint64_t turns = weft__sched.switches - weft__sched.counted_turns;
    weft__sched.counted_turns = weft__sched.switches;
    if (!weft__timer_first) {
        weft__sched.busy_turns = 0;
        return;
    }
    weft__sched.busy_turns = weft__sched.ready_count > 0 ? weft__sched.busy_turns + turns : 0;
    if (weft__sched.idle_yields >= MAX_IDLE_YIELDS && weft__sched.owed == 0) {
        weft__sched.idle_yields = 0;
        weft__sched.busy_turns = 0;
        move_clock(INT64_MAX);
    } else if (weft__sched.busy_turns >= MAX_BUSY_TURNS + BUSY_STEP_TURNS) {
        uint64_t excess = weft__sched.busy_turns - MAX_BUSY_TURNS;
        weft__sched.busy_turns = MAX_BUSY_TURNS;
        move_clock(weft__host_now() + (int64_t)excess * BUSY_TURN_NS);
    }
}

void weft__sched_blocked(void) {
    weft__sched.idle_yields = 0;
    weft__sched.busy_turns = 0;
    if (weft__sched.round > 1) weft__sched.round = 1; /* timers fire after this turn */
    weft__sched.now = weft__host_now();
    weft__touch_everything();
    if (weft__tracing) weft__metering_blocked();
}

/* Nobody needs the time while no timer is armed. */
static void look_at_clock(void) {
    let_time_pass();
    if (weft__timer_first) weft__sched.now = weft__host_now();
}

/* Where a timer has fired before others that were due, these wait until somebody has had a turn, however the
   turns are cut into pumps. */
static void fire_timers(void) {
    static uint64_t passed_over; /* the turns there had been then, and one */
    if (weft__sched.ready_count > 0 && passed_over == weft__sched.switches + 1) return;
    if (weft__timers_fire(&weft__sched.now)) passed_over = weft__sched.switches + 1;
}

/* Timers fire at the end of a round only, wherever pumps begin and end: the order of the turns does not
   depend on them. A turn in which time has passed ends its round. */
static void begin_round(void) {
    if (weft__timer_first) fire_timers();
    weft__sched.round = weft__sched.ready_count;
}

void weft__sched_stop_at_switch(unsigned count) {
    weft__sched.to_stop = count;
    weft__watch(WEFT__WATCH_STEPS, count > 0);
}

/* The turn is not over, and so it still counts in its round: no timer fires before it is. */
bool weft__sched_stop(void) {
    if (weft__sched.to_stop == 0 || --weft__sched.to_stop > 0) return false;
    weft__sched.stopped = weft__sched.running;
    weft__sched.round++;
    if (weft__tracing) weft__metering_turn_ends(weft__sched.running, true);
    return true;
}

static void end_turn(struct weft__task *task) {
    weft__sched_turn_ended(task);
    if (--weft__sched.round == 0) look_at_clock();
}

/* Runs a task whose turn it is, until that is over. */
static inline __attribute__((always_inline)) void run(struct weft__task *task) {
    weft__context_note(&weft__pump); /* what runs above a task that stays begins below this frame */
    weft__context_resume(&task->coroutine.context, &weft__pump);
    /* One that has stayed and leaves after all has ended its turn when it stayed. */
    if (!WEFT__CONTEXT_CAN_STAY || weft__sched.running) end_turn(task);
}

/* What is left of a turn counts as one. */
static __attribute__((noinline, cold)) void go_on(void) {
    struct weft__task *task = weft__sched.stopped;
    weft__sched.stopped = NULL;
    weft__sched.running = task;
    weft__sched.budget--;
    run(task);
}

/* Each task that is ready when a round begins has its turn in it; those that become ready meanwhile come in
   the next. true: now it is the turn of `staying`, on whose stack others have run. false: no more turns are
   to be run from here. */
static inline __attribute__((always_inline)) bool run_turns(const struct weft__task *staying) {
    while (weft__sched.budget > 0) {
        if (weft__sched.round == 0) begin_round();
        if (weft__sched.round == 0) break;
        struct weft__task *task = weft__sched.chosen;
        if (__builtin_expect(task != NULL, 0)) weft__sched.chosen = NULL;
        else task = take_next();
        if (!task) {
            weft__sched.round = 0;
            look_at_clock();
            continue;
        }
        if (task->stays && task != staying) {
            weft__sched.chosen = task;
            break;
        }
        begin_turn(task);
        if (task->stays) return true;
        run(task);
    }
    return false;
}

/* It calls itself by way of tasks that stay; the toolchain knows it by its name
   (web/toolchain/suspension.ts). */
static __attribute__((noinline)) bool weft__sched_turns(struct weft__task *staying) {
    if (staying) {
        staying->stays = true;
        weft__sched.staying++;
        end_turn(staying);
    }
    __asm__("" : "+r"(staying)); /* or clang makes a loop for each of the two cases */
    bool comes = run_turns(staying);
    if (staying) {
        weft__sched.staying--;
        staying->stays = false;
    }
    return comes;
}

bool weft__sched_stay(struct weft__task *task) {
#if WEFT__CONTEXT_CAN_STAY
    struct weft__context *context = &task->coroutine.context;
    weft__context_note(context);
    weft__context_enter(&weft__pump);
    bool comes = weft__sched_turns(task);
    weft__context_enter(context);
    return comes;
#else
    (void)task; /* weft__sched_may_stay is false */
    return false;
#endif
}

static enum weft__next next_pump(int64_t *at) {
    if (weft__sched.ready_count > 0 || weft__sched.stopped) return WEFT__NEXT_NOW;
    if (weft__timer_first) {
        *at = weft__timer_first->deadline;
        return WEFT__NEXT_AT;
    }
    return weft__list_empty(&weft__sched.host_requests) ? WEFT__NEXT_NEVER : WEFT__NEXT_EVENT;
}

enum weft__next weft__sched_pump(int64_t now, int budget, int64_t *at) {
    weft__sched.budget = budget > 0 ? budget : INT_MAX;
    weft__sched.now = now;
    if (weft__tracing) weft__metering_turns_begin(now);
    if (weft__sched.stopped) go_on();
    weft__sched_turns(NULL);
    weft__sched.budget = 0; /* what is left of it is no part of the program's state */
    if (weft__sched.round == 0) fire_timers();
    if (weft__tracing) weft__metering_turns_end();
    return next_pump(at);
}

size_t weft__sched_wake(int64_t now) {
    weft__sched.now = now;
    if (weft__sched.ready_count == 0) weft__sched.round = 0; /* who was left of it has been cancelled */
    if (weft__sched.round == 0) fire_timers();
    return weft__sched.ready_count;
}
