/* A timer says what is to happen at a time of the program's clock. Equal deadlines come in the order of
   arming. */
#ifndef WEFT_TIMER_H
#define WEFT_TIMER_H

#include "base/timer_queue.h"

/* deadline in ns; WEFT__NEVER arms nothing. */
#define WEFT__NEVER INT64_MAX
/* The virtual clock stops there: any span can still be added. */
#define WEFT__LAST_NS (INT64_MAX / 2)
void weft__timer_arm(struct weft__timer *timer, int64_t deadline, void (*fire)(struct weft__timer *timer));
/* Nothing if it is not armed. */
void weft__timer_disarm(struct weft__timer *timer);
/* So many nanoseconds may lie between the deadlines of timers that a search fires in either order; else 0. */
extern int64_t weft__timers_jitter;
/* Fires all that are due at *now (ns), or one that another order of choices has before them: then others
   may still be due, true is returned, and the clock may have gone on, *now with it. The toolchain knows it by
   its name (web/toolchain/suspension.ts): what it calls through pointers never suspends. */
bool weft__timers_fire(int64_t *now);
/* Returns the deadline of so many seconds from now; WEFT__NEVER: of more than a century, or it would lie
   behind WEFT__LAST_NS. */
int64_t weft__deadline(double seconds);

#endif
