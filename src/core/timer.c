/* Arms, disarms and fires timers. A timer that fires is disarmed first, so that it can be armed anew. */
#include "core/timer.h"

#include "core/choice.h"
#include "host/host.h"

/* Of timers that are due at about the same time, so many are told apart. */
enum { MAX_ALTERNATIVES = 8 };

int64_t weft__timers_jitter;

void weft__timer_arm(struct weft__timer *timer, int64_t deadline, void (*fire)(struct weft__timer *timer)) {
    static uint64_t order;
    timer->deadline = deadline;
    timer->order = 0;
    if (deadline == WEFT__NEVER) return;
    timer->order = ++order;
    timer->fire = fire;
    weft__timers_add(timer);
}

void weft__timer_disarm(struct weft__timer *timer) {
    if (timer->order == 0) return;
    weft__timers_remove(timer);
    timer->order = 0;
}

static void fire(struct weft__timer *timer) {
    weft__timer_disarm(timer);
    timer->fire(timer);
}

/* Of a heap, how many are due until then, `max` at most. */
static uint32_t count_due(const struct weft__timer *root, int64_t until, uint32_t max) {
    uint32_t count = 1;
    for (const struct weft__timer *child = root->child; child && count < max; child = child->next)
        if (child->deadline <= until) count += count_due(child, until, max - count);
    return count;
}

/* The timer before which so many others are due. */
static struct weft__timer *nth(uint32_t before) {
    struct weft__timer *passed[MAX_ALTERNATIVES];
    for (uint32_t i = 0; i < before; i++) {
        passed[i] = weft__timer_first;
        weft__timers_remove(passed[i]);
    }
    struct weft__timer *found = weft__timer_first;
    while (before > 0) weft__timers_add(passed[--before]);
    return found;
}

/* One that is due later may fire first: those that are passed over fire late, after whoever it wakes has had
   a turn. Whether it was so. */
static bool fire_another(int64_t *now) {
    bool searched = weft__timers_jitter > 0;
    weft__timers_gather(MAX_ALTERNATIVES);
    uint32_t count = searched ? count_due(weft__timer_first,
                                          weft__timer_first->deadline + weft__timers_jitter, MAX_ALTERNATIVES)
                              : count_due(weft__timer_first, WEFT__NEVER, MAX_ALTERNATIVES);
    uint32_t before = weft__choose_timer(count);
    if (before == 0) return false;
    struct weft__timer *timer = nth(before);
    if (timer->deadline > weft__host_now()) weft__host_advance(timer->deadline);
    *now = weft__host_now();
    fire(timer);
    return true;
}

bool weft__timers_fire(int64_t *now) {
    while (weft__timer_first && weft__timer_first->deadline <= *now) {
        if (__builtin_expect(weft__choices_steered, 0) && fire_another(now)) return true;
        fire(weft__timer_first);
    }
    return false;
}

/* A century: far enough that nobody waits for it, near enough that it can be added to any time.
   What is longer has no end, and neither has what goes on for longer than the virtual clock. */
static const double CENTURY_SECONDS = 3155760000.0;

int64_t weft__deadline(double seconds) {
    if (seconds > CENTURY_SECONDS) return WEFT__NEVER;
    double bounded = seconds < -CENTURY_SECONDS ? -CENTURY_SECONDS : seconds;
    int64_t deadline = weft__host_now() + (int64_t)(bounded * 1e9 + 0.5);
    return deadline > WEFT__LAST_NS ? WEFT__NEVER : deadline;
}
