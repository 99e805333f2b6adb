/* Choices are the points at which a run could have gone otherwise. They are counted from 0; at each,
   alternative 0 is what fifo does, and a schedule is the list of a run's departures from it. */
#ifndef WEFT_CHOICE_H
#define WEFT_CHOICE_H

#include "core/task.h"
#include "host/host.h"

/* Who decides at a choice, and what a choice is of. */
enum weft__policy {
#define WEFT_POLICY(name, value) WEFT__POLICY_##name = value,
#include "abi/host.def"
};
enum weft__choice_kind {
#define WEFT_CHOICE(name, value) WEFT__CHOICE_##name = value,
#include "abi/host.def"
};

/* Whether anybody but fifo decides. While it is false nothing is counted. */
extern bool weft__choices_steered;

/* Before the first turn. changes: of pct, how many times a priority falls; turns: of pct, how long the run is
   expected to be, or 0 where nobody knows. The random policies follow from the run's seed. */
void weft__choices_begin(enum weft__policy policy, uint64_t seed, uint32_t changes, uint32_t turns);
/* After the last turn: fails where the schedule names choices that did not come. */
void weft__choices_end(void);

/* One of `count` alternatives (> 1). seeded: the value for which alternative 0 stands. */
uint32_t weft__choose(enum weft__choice_kind kind, uint32_t count, uint32_t seeded);
/* One of `count` (> 0), counted from 0: what the run's seed picks, unless the schedule departs from it. */
uint32_t weft__choose_seeded(enum weft__choice_kind kind, uint32_t count);

/* Whether a call that can fail, for want of memory or of an answer, is to fail. */
bool weft__choose_fault_steered(void);
static inline bool weft__choose_fault(void) {
    return __builtin_expect(weft__choices_steered, 0) && weft__choose_fault_steered();
}
/* Whether an allocation of the program's own is to fail. */
bool weft__choose_allocation_fault_steered(void);
static inline bool weft__choose_allocation_fault(void) {
    return __builtin_expect(weft__choices_steered, 0) && weft__choose_allocation_fault_steered();
}
/* Which of the timers fires, counted from the one that is due first, of `count` (> 0) that are due at about
   the same time. */
uint32_t weft__choose_timer(uint32_t count);
/* The task that has the next turn, taken from those that are ready; there are two at least. */
struct weft__task *weft__choose_task(weft_queue *ready, size_t count);
/* Where it is counted how far a stream has come. */
const uint64_t *weft__choices_count(enum weft__stream stream);
/* The task has yielded: under pct the others come first. */
void weft__choices_yielded(struct weft__task *task);

#endif
