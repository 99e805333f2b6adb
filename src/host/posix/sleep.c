/* libc's sleeps, so that they hold the program's clock: on the virtual one they take no time, and nothing else runs meanwhile all the same. */
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "host/host.h"

#pragma GCC visibility push(default)

int nanosleep(const struct timespec *span, struct timespec *rest) {
    if (!span || span->tv_sec < 0 || span->tv_nsec < 0 || span->tv_nsec >= 1000000000) {
        errno = EINVAL;
        return -1;
    }
    if (rest) *rest = (struct timespec){0};
    weft__host_block(span->tv_sec * INT64_C(1000000000) + span->tv_nsec);
    return 0;
}

int usleep(useconds_t microseconds) {
    weft__host_block((int64_t)microseconds * 1000);
    return 0;
}

unsigned sleep(unsigned seconds) {
    weft__host_block((int64_t)seconds * 1000000000);
    return 0;
}

#pragma GCC visibility pop
