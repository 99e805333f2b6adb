/* weft_sleep and weft_now show a program its time. */
#include <math.h>

#include "core/sched.h"
#include "core/timer.h"
#include "core/wait.h"
#include "host/host.h"

static const struct weft__wait_kind sleeping = {.call = "weft_sleep"};

struct sleeper {
    struct weft__timer timer;
    struct weft__wait wait;
};

static void wake_sleeper(struct weft__timer *timer) {
    weft__wait_wake(&weft__container(timer, struct sleeper, timer)->wait, 0);
}

int weft_sleep_at(double seconds, const char *file, int line) {
    struct sleeper sleeper = {.timer = {.order = 0}};
    int result = weft__wait_begin(&sleeper.wait, &sleeping, file, line);
    if (result) return result;
    if (isnan(seconds)) return WEFT_EINVAL;
    if (seconds <= 0) return weft_yield_at(file, line);
    sleeper.wait.wakes_at = weft__deadline(seconds);
    weft__timer_arm(&sleeper.timer, sleeper.wait.wakes_at, wake_sleeper);
    result = weft__wait_park(&sleeper.wait);
    weft__timer_disarm(&sleeper.timer);
    return result;
}

/* A program that looks at the clock until it shows some time sees the virtual one go on: after so many looks
   in a row at the same time, each look takes a microsecond. */
double weft_now(void) {
    enum { MAX_LOOKS = 100000, LOOK_NS = 1000 };
    static int64_t seen = -1;
    int64_t now = weft__host_now();
    if (now != seen) weft__sched.looks = 0;
    else if (++weft__sched.looks > MAX_LOOKS) {
        weft__host_advance(now + LOOK_NS);
        weft__sched_blocked();
        now = weft__host_now();
    }
    seen = now;
    volatile double seconds = (double)now / 1e9; /* without the bits beyond a double that x87 computes with */
    return seconds;
}
