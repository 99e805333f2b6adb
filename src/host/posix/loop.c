/* The native loop gives the tasks their turns, and waits for what they wait for. weft.h tells by what rule
   the virtual clock moves (weft_now). */
#include "core/sched.h"
#include "host/posix/posix.h"
#include "report/deadlock.h"

enum { MAX_TURNS = 4096 }; /* between two looks at the world outside */

static const int64_t PATIENCE_NS =
    2000000000; /* the virtual clock stands still so long for an answer that is owed */
static const int64_t MAX_HELD_BACK_NS =
    100000000; /* and an answer waits at most so long until no task is ready */

static int64_t max(int64_t a, int64_t b) { return a > b ? a : b; }

/* How much longer the virtual clock may not go on to the deadline; 0 or less: it may. */
static int64_t stands_ns(int64_t deadline) {
    if (!weft__posix_owed()) return 0;
    int64_t patience = weft__posix_owed_since() + PATIENCE_NS - weft__host_steady(),
            pace = deadline - weft__host_now() - weft__posix_clock_stood();
    return max(patience, pace);
}

static void wait_until(int64_t deadline) {
    bool is_virtual = weft__posix_clock_is_virtual();
    int64_t left = is_virtual ? stands_ns(deadline) : max(deadline - weft__host_now(), 0);
    if (!is_virtual || left > 0) weft__posix_poll(left);
    else weft__host_advance(deadline);
}

/* On the virtual clock an answer waits until no task is ready, so that runs repeat; but not for ever. */
static void look_outside(int64_t busy_since) {
    bool hold_back = weft__posix_clock_is_virtual() &&
                     (!weft__posix_owed() || weft__host_steady() - busy_since < MAX_HELD_BACK_NS);
    if (!hold_back) weft__posix_poll(0);
}

void weft__posix_loop(void *unused) {
    (void)unused;
    int64_t busy_since = weft__host_steady();
    weft__sched_turn_ended(weft__sched.running); /* main, which has waited for the first time */
    for (;;) {
        int64_t at;
        enum weft__next next = weft__sched_pump(weft__host_now(), MAX_TURNS, &at);
        weft__posix_trace_write();
        switch (next) {
        case WEFT__NEXT_NOW: look_outside(busy_since); continue;
        case WEFT__NEXT_AT: wait_until(at); break;
        case WEFT__NEXT_EVENT: weft__posix_poll(-1); break;
        case WEFT__NEXT_NEVER: weft__fatal_deadlock();
        }
        busy_since = weft__host_steady();
    }
}

bool weft__host_next_frame(int32_t id) {
    (void)id; /* there is no display */
    return false;
}
