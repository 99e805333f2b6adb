/* While the run is traced, turns are metered: what processor time each task's turns take, and who holds the
   others up. */
#ifndef WEFT_METERING_H
#define WEFT_METERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host/host.h"

struct weft__task;

/* Tracing begins (base/trace.h), and the metering of turns with it; the ring, or NULL:
   there is no memory for it. */
void *weft__metering_start(size_t capacity);
/* Turns begin, at that time: the processor's time is counted from here. */
void weft__metering_turns_begin(int64_t now);
/* Of the turn that runs: its processor time up to now, in ns. */
int64_t weft__metering_turn_so_far(void);
/* Time has passed within the turn that runs: what it does from now on has another time. */
void weft__metering_blocked(void);
/* No turn is left that has ended without having been counted. */
void weft__metering_turns_end(void);

enum { WEFT__MAX_UNTIMED_TURNS = 128 };

/* The turns that have ended since the clock was read last. */
struct weft__metering_turns {
    unsigned count, max; /* at `max` the clock is read */
    struct weft__task *tasks[WEFT__MAX_UNTIMED_TURNS];
};
extern struct weft__metering_turns weft__metering_turns;
void weft__metering_read_clock(void);

/* A turn begins. Where turns are short on average, it is told of after its end only. */
static inline void weft__metering_turn_begins(void) {
    if (weft__metering_turns.max == 1) weft__host_turn_begins();
}

/* A turn is over; `surely`: it is timed even if turns are short. Adds to the tasks' processor time. */
static inline void weft__metering_turn_ends(struct weft__task *task, bool surely) {
    weft__metering_turns.tasks[weft__metering_turns.count++] = task;
    if (surely || weft__metering_turns.count >= weft__metering_turns.max) weft__metering_read_clock();
}

#endif
