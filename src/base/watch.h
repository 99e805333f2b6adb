/* Who looks at what a run does. A yield, and a switch to a generator or back, asks here once, for all of
   them. */
#ifndef WEFT_WATCH_H
#define WEFT_WATCH_H

#include <stdbool.h>
#include <stdint.h>

enum weft__watcher {
    WEFT__WATCH_TRACE = 1,   /* base/trace.h */
    WEFT__WATCH_TOUCHES = 2, /* base/touch.h */
    WEFT__WATCH_STEPS = 4,   /* weft__sched_stop_at_switch */
    WEFT__WATCH_CHOICES = 8, /* core/choice.h */
};
/* Those who are there, as the sum of their numbers. */
extern uint32_t weft__watched;

static inline void weft__watch(enum weft__watcher who, bool watches) {
    weft__watched = (weft__watched & ~(uint32_t)who) | (watches ? who : 0);
}

#endif
