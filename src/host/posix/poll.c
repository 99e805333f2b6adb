/* Natively the loop waits here for the world outside: for a line of stdin, or an answer to a request. */
#define _GNU_SOURCE
#include <poll.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/trace.h"
#include "core/sched.h"
#include "host/posix/posix.h"

bool weft__posix_owed(void) { return weft__posix_input_awaited() || weft__posix_fetching(); }

int64_t weft__posix_owed_since(void) {
    int64_t line = weft__posix_input_awaited() ? weft__posix_input_asked() : INT64_MIN,
            answer = weft__posix_fetching() ? weft__posix_fetch_asked() : INT64_MIN;
    return line > answer ? line : answer;
}

static int milliseconds_of(int64_t nanoseconds) {
    enum { MAX_MS = 1000000 };
    if (nanoseconds < 0) return -1;
    int64_t milliseconds = (nanoseconds + 999999) / 1000000;
    return milliseconds > MAX_MS ? MAX_MS : (int)milliseconds;
}

/* pselect counts in nanoseconds, and every POSIX has it. */
static void wait_for_input(bool with_stdin, int64_t nanoseconds) {
    fd_set files;
    struct timespec span = weft__posix_span(nanoseconds);
    FD_ZERO(&files);
    FD_SET(STDIN_FILENO, &files);
    pselect(STDIN_FILENO + 1, with_stdin ? &files : NULL, NULL, NULL, nanoseconds < 0 ? NULL : &span, NULL);
}

static bool input_is_there(void) {
    struct pollfd descriptor = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&descriptor, 1, 0) > 0;
}

void weft__posix_poll(int64_t nanoseconds) {
    if (weft__tracing) weft__trace_time(weft__host_now());
    weft__posix_input_serve();
    bool with_stdin = weft__posix_input_needed();
    if (weft__sched.ready_count > 0) nanoseconds = 0;
    if (weft__posix_fetching()) weft__posix_fetch_poll(with_stdin, milliseconds_of(nanoseconds));
    else if (nanoseconds != 0) wait_for_input(with_stdin, nanoseconds);
    if (weft__tracing) weft__trace_time(weft__host_now());
    if (with_stdin && input_is_there()) weft__posix_input_read();
    weft__posix_input_serve();
}
