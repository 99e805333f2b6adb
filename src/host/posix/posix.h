/* Between the parts of the native host. */
#ifndef WEFT_POSIX_H
#define WEFT_POSIX_H

#include <time.h>

#include "host/host.h"

/* posix.c: does an access to this address overrun the running coroutine's stack? The stack pointer: NULL where it is not known. */
bool weft__posix_overflows(const void *address, const void *stack_pointer);
bool weft__posix_is_virtual(void);
/* As the system's calls take it: 68 years at most where its seconds have 32 bits. */
struct timespec weft__posix_span(int64_t nanoseconds);
/* schedule.c: follows WEFT_SCHEDULE, before the first turn; what is random follows from the seed. */
void weft__posix_follow_schedule(uint64_t seed);
/* Tells the schedule of a run under a random policy that has failed. */
void weft__posix_say_schedule(void);
/* posix_crash.c: reports signals that a crash raises; called once. */
void weft__posix_catch_crashes(void);
/* posix_operations.c: waits so many ns (negative: without end; 0: not at all) for the world outside, and finishes operations. */
void weft__posix_poll(int64_t nanoseconds);
/* Does a task wait for a line or an answer? */
bool weft__posix_outstanding(void);
/* posix_fetch.c: EIO where there is no libcurl. */
void weft__posix_fetch(int32_t id, const char *url, const weft_request *request);
void weft__posix_fetch_abort(int32_t id);
/* Are requests under way? Then it waits in weft__posix_fetch_poll: for them, for stdin if asked, for so many ms at most (negative: without end). */
bool weft__posix_fetching(void);
void weft__posix_fetch_poll(bool with_stdin, int milliseconds);

#endif
