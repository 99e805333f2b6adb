/* libc's sleeps, in the place of its own functions: they hold the program's clock, and nothing else runs
   meanwhile. On the virtual clock they take no time. Natively that is so in the thread that runs Weft;
   elsewhere they sleep as libc's do. */
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "host/host.h"

static const int64_t SECOND_NS = 1000000000;
/* Longer spans are no different to whoever waits for them, and can be added to any time of a run. */
static const int64_t MAX_SECONDS = 3155760000;

static bool is_span(const struct timespec *span) {
    return span && span->tv_sec >= 0 && span->tv_nsec >= 0 && span->tv_nsec < SECOND_NS;
}

static void block(int64_t seconds, int64_t nanoseconds) {
    weft__host_block((seconds > MAX_SECONDS ? MAX_SECONDS : seconds) * SECOND_NS + nanoseconds);
}

#pragma GCC visibility push(default)

int nanosleep(const struct timespec *span, struct timespec *rest) {
    if (!is_span(span)) {
        errno = EINVAL;
        return -1;
    }
    if (rest) *rest = (struct timespec){0};
    block(span->tv_sec, span->tv_nsec);
    return 0;
}

#ifdef TIMER_ABSTIME
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *span, struct timespec *rest) {
    struct timespec now = {0};
    if (!is_span(span)) return EINVAL;
    if (flags & TIMER_ABSTIME && clock_gettime(clock, &now) != 0) return EINVAL;
    int64_t seconds = (int64_t)span->tv_sec - now.tv_sec;
    if (seconds > MAX_SECONDS) seconds = MAX_SECONDS;
    int64_t nanoseconds = seconds * SECOND_NS + (span->tv_nsec - now.tv_nsec);
    if (rest && !(flags & TIMER_ABSTIME)) *rest = (struct timespec){0};
    if (nanoseconds > 0) weft__host_block(nanoseconds);
    return 0;
}
#endif

/* C11's thrd_sleep, without its header, which not every libc has. */
int thrd_sleep(const struct timespec *span, struct timespec *rest);
int thrd_sleep(const struct timespec *span, struct timespec *rest) {
    if (!is_span(span)) return -2;
    if (rest) *rest = (struct timespec){0};
    block(span->tv_sec, span->tv_nsec);
    return 0;
}

int usleep(useconds_t microseconds) {
    weft__host_block((int64_t)microseconds * 1000);
    return 0;
}

unsigned sleep(unsigned seconds) {
    block(seconds, 0);
    return 0;
}

#pragma GCC visibility pop
