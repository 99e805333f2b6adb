/* The native clock of the program is the system's monotonic one, or a virtual one that stands still until it
   is moved. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/select.h>
#include <time.h>

#include "core/sched.h"
#include "core/timer.h"
#include "host/posix/posix.h"

static const int64_t SECOND_NS = 1000000000;

static bool is_virtual;
static int64_t started_ns;             /* real time at the program's start */
static int64_t virtual_ns, arrived_ns; /* what the virtual clock shows, and the real time since when */
static _Thread_local bool runs_weft;

int64_t weft__host_steady(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND_NS + now.tv_nsec;
}

void weft__posix_clock_start(bool virtual_clock) {
    is_virtual = virtual_clock;
    runs_weft = true;
    started_ns = arrived_ns = weft__host_steady();
}

bool weft__posix_clock_is_virtual(void) { return is_virtual; }

bool weft__posix_runs_weft(void) { return runs_weft; }

int64_t weft__posix_clock_now(void) { return is_virtual ? virtual_ns : weft__host_steady() - started_ns; }

void weft__host_advance(int64_t time) {
    if (!is_virtual || time <= virtual_ns) return;
    virtual_ns = time < WEFT__LAST_NS ? time : WEFT__LAST_NS;
    arrived_ns = weft__host_steady();
}

int64_t weft__posix_clock_stood(void) { return weft__host_steady() - arrived_ns; }

struct timespec weft__posix_span(int64_t nanoseconds) {
    int64_t seconds = nanoseconds / SECOND_NS;
    if (sizeof(time_t) < sizeof seconds && seconds > INT32_MAX) seconds = INT32_MAX;
    return (struct timespec){.tv_sec = (time_t)seconds, .tv_nsec = (long)(nanoseconds % SECOND_NS)};
}

/* It waits by a call that is not itself one of libc's sleeps, whose place sleep.c has taken. */
static void hold_thread(int64_t nanoseconds) {
    int64_t end = weft__host_steady() + nanoseconds;
    for (int64_t left = nanoseconds; left > 0; left = end - weft__host_steady()) {
        struct timespec span = weft__posix_span(left);
        if (pselect(0, NULL, NULL, NULL, &span, NULL) != 0 && errno != EINTR) return;
    }
}

void weft__host_block(int64_t nanoseconds) {
    if (is_virtual && runs_weft) weft__host_advance(virtual_ns + nanoseconds);
    else hold_thread(nanoseconds);
    if (runs_weft) weft__sched_blocked();
}
