/* The armed timers are in a heap. A timer that fires is disarmed first, so that it can be armed anew. */
#include "core/timer.h"

#include "host/host.h"

struct weft__timer *weft__timer_first;

void weft__timer_arm(struct weft__timer *timer, int64_t deadline, void (*fire)(struct weft__timer *timer)) {
    static uint64_t order;
    timer->deadline = deadline;
    timer->order = 0;
    if (deadline == WEFT__NEVER) return;
    timer->order = ++order;
    timer->fire = fire;
    weft__heap_insert(&weft__timer_first, timer);
}

void weft__timer_disarm(struct weft__timer *timer) {
    if (timer->order == 0) return;
    weft__heap_remove(&weft__timer_first, timer);
    timer->order = 0;
}

void weft__timers_fire(int64_t now) {
    struct weft__timer *first;
    while ((first = weft__timer_first) && first->deadline <= now) {
        weft__timer_disarm(first);
        first->fire(first);
    }
}

/* A century: far enough that nobody waits for it, near enough that it can be added to any time.
   What is longer has no end. */
static const double CENTURY_SECONDS = 3155760000.0;

int64_t weft__deadline(double seconds) {
    if (seconds > CENTURY_SECONDS) return WEFT__NEVER;
    double bounded = seconds < -CENTURY_SECONDS ? -CENTURY_SECONDS : seconds;
    return weft__host_now() + (int64_t)(bounded * 1e9 + 0.5);
}
