#include "core/sched.h"

#include <limits.h>

#include "base/heap.h"
#include "base/trace.h"
#include "host/host.h"

struct weft__sched weft__sched;

/* Its stack is not checked: only Weft's own code runs on it. */
const struct weft__context weft__pump = {.high = (unsigned char *)UINTPTR_MAX};

/* After so many turns in a row that only yielded, with the clock standing still, the virtual clock is moved to the next
   deadline: a program that yields until something has happened would otherwise never see it happen. */
enum { IDLE_YIELDS = 100000 };

void weft__sched_turn_ended(struct weft__task *task) {
    weft__sched.running = NULL;
    if (task->coroutine.context.ended) weft__task_finish(task);
}

static void run_turn(struct weft__task *task) {
    weft__sched.running = task;
    weft__sched.switches++;
    task->switches++;
    task->state = WEFT_TASK_RUNNING;
    weft__trace_often(RUN, task->id, .peer = 0);
    weft__context_resume(&task->coroutine.context, &weft__pump);
    weft__sched_turn_ended(task);
}

/* Each task that is ready now has its turn; those that become ready meanwhile come in the next round. */
static int run_round(int budget) {
    size_t left = weft__sched.round;
    for (; left > 0 && budget > 0; left--, budget--) {
        struct weft__link *link = weft__list_pop(&weft__sched.ready);
        if (!link) {
            left = 0;
            break;
        }
        weft__sched.ready_count--;
        run_turn(weft__container(link, struct weft__task, ready_link));
    }
    weft__sched.round = left;
    return budget;
}

static void fire_timers(void) {
    weft_timer *first;
    while ((first = weft__sched.timers) && first->deadline <= weft__sched.now) {
        weft__timer_disarm(first);
        first->fire(first);
    }
}

static void unstick_clock(void) {
    if (weft__sched.idle_yields < IDLE_YIELDS) return;
    weft__sched.idle_yields = 0;
    if (weft__tracing) weft__trace_turns_end(); /* what is skipped is nobody's time */
    weft__host_skip(weft__sched.timers ? weft__sched.timers->deadline : INT64_MAX);
    weft__sched.host_is_next = true;
    if (weft__tracing) weft__trace_turns_begin(weft__host_now());
}

void weft__sched_blocked(void) {
    weft__sched.idle_yields = 0;
    weft__sched.host_is_next = true;
    if (weft__tracing) weft__trace_blocked();
}

/* Nobody needs the time while no timer is set, unless nothing but yields has happened for long. */
static void look_at_clock(void) {
    if (!weft__sched.timers && weft__sched.idle_yields < IDLE_YIELDS) return;
    unstick_clock();
    weft__sched.now = weft__host_now();
}

/* At the end of a round only, wherever pumps begin and end: the order of the turns does not depend on them. */
static void begin_round(void) {
    fire_timers();
    weft__sched.round = weft__sched.ready_count;
}

static enum weft__next next_pump(int64_t *at) {
    if (weft__sched.ready_count > 0) return WEFT__NEXT_NOW;
    if (weft__sched.timers) {
        *at = weft__sched.timers->deadline;
        return WEFT__NEXT_AT;
    }
    return weft__list_empty(&weft__sched.operations) ? WEFT__NEXT_NEVER : WEFT__NEXT_EVENT;
}

enum weft__next weft__sched_pump(int64_t now, int budget, int64_t *at) {
    int left = budget > 0 ? budget : INT_MAX;
    weft__sched.now = now;
    if (weft__sched.round == 0) weft__sched.host_is_next = false;
    if (weft__tracing) weft__trace_turns_begin(now);
    while (left > 0) {
        if (weft__sched.round == 0) begin_round();
        if (weft__sched.round == 0) break;
        left = run_round(left);
        if (weft__sched.round > 0) break;
        look_at_clock();
        if (weft__sched.host_is_next && weft__host_has_agenda) break;
    }
    if (weft__sched.round == 0) fire_timers();
    if (weft__tracing) weft__trace_turns_end();
    return next_pump(at);
}

/* splitmix64: Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014. */
static uint64_t random_word(void) {
    uint64_t word = weft__sched.random += 0x9e3779b97f4a7c15u;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

uint64_t weft__random(uint64_t bound) { return random_word() % bound; }
