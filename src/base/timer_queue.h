/* All armed timers, the earliest at hand. It lies inside the timers, so that arming never allocates. */
#ifndef WEFT_TIMER_QUEUE_H
#define WEFT_TIMER_QUEUE_H

#include "base/timer_heap.h"

/* The armed timer that is due first, of equal deadlines the one that was armed first; NULL: none is armed. */
extern struct weft__timer *weft__timer_first;
/* The timer's deadline and order are set, and the timer is in no queue. */
void weft__timers_add(struct weft__timer *timer);
void weft__timers_remove(struct weft__timer *timer);
/* Makes the first `count` timers, or all there are, the nodes of a heap that has weft__timer_first for its
   root, and maybe more: those then come before all others. */
void weft__timers_gather(size_t count);

#endif
