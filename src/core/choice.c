/* Who decides at a choice: fifo, chance (uniform, or by priorities), a schedule, or the host. Nothing here
   allocates in the program's memory, so that a run and its replay have the same addresses. */
#include "core/choice.h"

#include <stdio.h>

#include "base/failure.h"
#include "base/random.h"
#include "base/watch.h"
#include "host/host.h"

enum { MAX_CHANGES = 16 };

bool weft__choices_steered;

static struct {
    enum weft__policy policy;
    struct {
        uint64_t count;              /* so far */
        struct weft__departure next; /* of a schedule: the departure to come */
        bool departs;                /* whether there is one to come */
    } streams[WEFT__STREAMS];
    uint64_t turns;                     /* of pct: chosen so far */
    uint64_t change_turns[MAX_CHANGES]; /* of pct: the turns at which the priority of the first falls */
    uint32_t changes;                   /* of pct: how many of them there are */
    uint64_t lowest;                    /* of pct: the lowest priority that has been given */
} choices;

/* ---- Chance ---- */

/* Where the length of a run is not known, each order of magnitude up to 65,536 turns is as likely. */
static uint64_t random_turn(uint32_t turns) {
    if (turns > 0) return weft__random_policy(turns);
    uint64_t magnitude = UINT64_C(1) << weft__random_policy(16);
    return magnitude - 1 + weft__random_policy(magnitude);
}

/* Initial priorities lie in the upper half, so that there is always room for a lower one. */
static const uint64_t HALF_OF_PRIORITIES = UINT64_C(1) << 63;

static uint64_t priority(struct weft__task *task) {
    if (task->priority == 0) task->priority = HALF_OF_PRIORITIES + weft__random_policy(HALF_OF_PRIORITIES);
    return task->priority;
}

static void lower(struct weft__task *task) { task->priority = --choices.lowest; }

static struct weft__task *task_of(struct weft__link *link) {
    return weft__container(link, struct weft__task, ready_link);
}

/* The index of the ready task that has the highest priority. */
static uint32_t first_by_priority(const weft_queue *ready) {
    struct weft__link *link = weft__list_first(ready);
    uint32_t best = 0, index = 0;
    uint64_t highest = priority(task_of(link));
    while ((link = link->next)) {
        index++;
        if (priority(task_of(link)) <= highest) continue;
        highest = priority(task_of(link));
        best = index;
    }
    return best;
}

static struct weft__task *at(const weft_queue *ready, uint32_t index) {
    struct weft__link *link = weft__list_first(ready);
    while (index-- > 0) link = link->next;
    return task_of(link);
}

/* Burckhardt, Kothari, Musuvathi, Nagarakatte: "A randomized scheduler with probabilistic guarantees of 
   finding bugs", ASPLOS 2010. */
static uint32_t task_by_priority(const weft_queue *ready) {
    uint64_t turn = choices.turns++;
    for (uint32_t i = 0; i < choices.changes; i++)
        if (choices.change_turns[i] == turn) lower(at(ready, first_by_priority(ready)));
    return first_by_priority(ready);
}

/* ---- Schedules ---- */

static void expect_next(enum weft__stream stream) {
    choices.streams[stream].departs = weft__host_next_departure(stream, &choices.streams[stream].next);
}

static _Noreturn void refuse(const char *format, uint64_t number, uint64_t has, uint32_t wanted) {
    char why[160];
    snprintf(why, sizeof why, format, (unsigned long long)number, (unsigned long long)has, (unsigned)wanted);
    weft__fail(&(struct weft__failure){.kind = WEFT__UNFIT_SCHEDULE, .why = why});
}

static uint32_t scheduled(enum weft__stream stream, uint32_t count) {
    uint64_t number = choices.streams[stream].count;
    if (!choices.streams[stream].departs || choices.streams[stream].next.number != number) return 0;
    uint32_t alternative = choices.streams[stream].next.alternative;
    if (alternative >= count)
        refuse("choice %llu has %llu alternatives, and the schedule wants the one after %u", number, count,
               alternative);
    expect_next(stream);
    return alternative;
}

/* ---- Choices ---- */

void weft__choices_begin(enum weft__policy policy, uint64_t seed, uint32_t changes, uint32_t turns) {
    weft__choices_steered = policy != WEFT__POLICY_FIFO;
    weft__watch(WEFT__WATCH_CHOICES, weft__choices_steered);
    choices.policy = policy;
    choices.lowest = HALF_OF_PRIORITIES;
    choices.changes = changes < MAX_CHANGES ? changes : MAX_CHANGES;
    weft__random_seed_policy(seed);
    for (uint32_t i = 0; i < choices.changes; i++) choices.change_turns[i] = random_turn(turns);
    for (int stream = 0; policy == WEFT__POLICY_REPLAY && stream < WEFT__STREAMS; stream++)
        expect_next((enum weft__stream)stream);
}

static const char *const missing[WEFT__STREAMS] = {
    [WEFT__STREAM_CHOICES] = "there is no choice %llu: the run has %llu",
    [WEFT__STREAM_FAULTS] = "there is no call %llu that could fail: the run has %llu",
    [WEFT__STREAM_ALLOCATIONS] = "the program makes no allocation %llu: the run has %llu",
    [WEFT__STREAM_TIMERS] = "there is no timer %llu that fires: the run has %llu",
};

void weft__choices_end(void) {
    if (!weft__choices_steered || choices.policy != WEFT__POLICY_REPLAY) return;
    for (int stream = 0; stream < WEFT__STREAMS; stream++) {
        if (!choices.streams[stream].departs) continue;
        choices.streams[stream].departs = false;
        refuse(missing[stream], choices.streams[stream].next.number, choices.streams[stream].count, 0);
    }
}

/* The one that is taken, as an alternative to fifo's. */
static uint32_t note(uint32_t alternative) {
    uint64_t number = choices.streams[WEFT__STREAM_CHOICES].count++;
    bool records = choices.policy == WEFT__POLICY_RANDOM || choices.policy == WEFT__POLICY_PCT;
    if (alternative > 0 && records)
        weft__host_departed((struct weft__departure){.number = number, .alternative = alternative});
    return alternative;
}

uint32_t weft__choose(enum weft__choice_kind kind, uint32_t count, uint32_t seeded) {
    switch (choices.policy) {
    case WEFT__POLICY_FIFO: return 0;
    case WEFT__POLICY_RANDOM:
    case WEFT__POLICY_PCT: return note((uint32_t)weft__random_policy(count));
    case WEFT__POLICY_REPLAY: return note(scheduled(WEFT__STREAM_CHOICES, count));
    case WEFT__POLICY_HOST: return note(weft__host_choose((int)kind, count, seeded));
    }
    return 0;
}

uint32_t weft__choose_seeded(enum weft__choice_kind kind, uint32_t count) {
    uint32_t seeded = (uint32_t)weft__random_choice(count);
    if (!weft__choices_steered || count == 1) return seeded;
    return (uint32_t)(((uint64_t)seeded + weft__choose(kind, count, seeded)) % count);
}

/* The random policies leave these as they are. */
static uint32_t choose_in(enum weft__stream stream, enum weft__choice_kind kind, uint32_t count) {
    uint32_t alternative = 0;
    if (!weft__choices_steered) return 0;
    if (choices.policy == WEFT__POLICY_REPLAY) alternative = scheduled(stream, count);
    if (choices.policy == WEFT__POLICY_HOST) alternative = weft__host_choose((int)kind, count, 0);
    choices.streams[stream].count++;
    return alternative;
}

bool weft__choose_fault_steered(void) { return choose_in(WEFT__STREAM_FAULTS, WEFT__CHOICE_FAULT, 2) != 0; }

bool weft__choose_allocation_fault_steered(void) {
    return choose_in(WEFT__STREAM_ALLOCATIONS, WEFT__CHOICE_ALLOCATION, 2) != 0;
}

uint32_t weft__choose_timer(uint32_t count) {
    return choose_in(WEFT__STREAM_TIMERS, WEFT__CHOICE_TIMER, count);
}

struct weft__task *weft__choose_task(weft_queue *ready, size_t count) {
    uint32_t index = choices.policy == WEFT__POLICY_PCT ? note(task_by_priority(ready))
                                                        : weft__choose(WEFT__CHOICE_TURN, (uint32_t)count, 0);
    struct weft__task *task = at(ready, index);
    weft__list_remove(&task->ready_link);
    return task;
}

void weft__choices_yielded(struct weft__task *task) {
    if (choices.policy == WEFT__POLICY_PCT) lower(task);
}

const uint64_t *weft__choices_count(enum weft__stream stream) { return &choices.streams[stream].count; }
