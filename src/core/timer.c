#include <math.h>

#include "base/heap.h"
#include "core/sched.h"
#include "host/host.h"

void weft__timer_arm(weft_timer *timer, int64_t deadline, void (*fire)(weft_timer *timer)) {
    timer->deadline = deadline;
    timer->order = 0;
    if (deadline == WEFT__NEVER) return;
    timer->order = ++weft__sched.timer_order;
    timer->fire = fire;
    weft__heap_insert(&weft__sched.timers, timer);
}

void weft__timer_disarm(weft_timer *timer) {
    if (timer->order == 0) return;
    weft__heap_remove(&weft__sched.timers, timer);
    timer->order = 0;
}

/* A century: far enough that nobody waits for it, near enough that it can be added to any time. What is longer has no end. */
static const double FOREVER = 3155760000.0;

int64_t weft__deadline(double seconds) {
    if (seconds > FOREVER) return WEFT__NEVER;
    return weft__host_now() + (int64_t)((seconds < -FOREVER ? -FOREVER : seconds) * 1e9 + 0.5);
}

struct sleeper {
    weft_timer timer;
    struct weft__wait wait;
};

static void wake_sleeper(weft_timer *timer) {
    weft__wait_wake(&weft__container(timer, struct sleeper, timer)->wait, 0);
}

int weft_sleep_at(double seconds, const char *file, int line) {
    struct sleeper sleeper = {.timer = {.order = 0}};
    int result = weft__wait_begin(&sleeper.wait, "weft_sleep", file, line);
    if (result) return result;
    if (isnan(seconds)) return WEFT_EINVAL;
    if (seconds <= 0) return weft_yield_at(file, line);
    weft__timer_arm(&sleeper.timer, weft__deadline(seconds), wake_sleeper);
    result = weft__wait_park(&sleeper.wait);
    weft__timer_disarm(&sleeper.timer);
    return result;
}

double weft_now(void) { return (double)weft__host_now() / 1e9; }
