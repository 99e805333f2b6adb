/* The parts of the native host know this of each other. */
#ifndef WEFT_POSIX_H
#define WEFT_POSIX_H

#include <sys/types.h>
#include <time.h>

#include "host/host.h"

/* stacks.c */

/* A mapped stack with a zone below that nobody may touch; NULL: no memory. */
unsigned char *weft__posix_map_guarded(size_t size);
/* Is called once, on main's stack: finds out where it lies. */
void weft__posix_measure_main_stack(unsigned char **top, size_t *size);
/* Does an access to this address overrun the running coroutine's stack? The stack pointer:
   NULL where it is not known. */
bool weft__posix_overflows(const void *address, const void *stack_pointer);

/* clock.c */

/* Is called once, in the thread that is to run Weft. */
void weft__posix_clock_start(bool is_virtual);
bool weft__posix_clock_is_virtual(void);
/* What weft__host_now tells. */
int64_t weft__posix_clock_now(void);
/* Gives a span as the system's calls take it: 68 years at most where its seconds have 32 bits. */
struct timespec weft__posix_span(int64_t nanoseconds);
/* Nanoseconds of real time for which the virtual clock has stood at what it shows. */
int64_t weft__posix_clock_stood(void);
/* Whether the calling thread is the one that runs Weft. */
bool weft__posix_runs_weft(void);

/* loop.c: gives the tasks their turns, for ever. Begins when main's first turn has just ended. */
void weft__posix_loop(void *unused);

/* schedule.c: follows WEFT_SCHEDULE, before the first turn; what is random follows from the seed. */
void weft__posix_follow_schedule(uint64_t seed);
/* Tells the schedule of a run under a random policy that has failed. */
void weft__posix_say_schedule(void);

/* crash.c: reports signals that a crash raises; called once. */
void weft__posix_catch_crashes(void);

/* input.c */

/* Whether a task waits for a line, and the time (weft__host_steady) at which it began to. */
bool weft__posix_input_awaited(void);
int64_t weft__posix_input_asked(void);
/* Whether a line can only come from more input. */
bool weft__posix_input_needed(void);
/* Reads what there is of stdin, once there is something. */
void weft__posix_input_read(void);
/* The operating system's read, which blocks. */
ssize_t weft__posix_read(int file, void *buffer, size_t size);
/* Hands a line that is there to the task that waits for one. */
void weft__posix_input_serve(void);

/* stdin.c: libc's own reading of stdin hands over, as far as this libc lets it. */
void weft__posix_stdin_start(void);

/* poll.c: waits so many ns (negative: without end; 0: not at all) for the world
   outside, and finishes requests. */
void weft__posix_poll(int64_t nanoseconds);
/* Whether a task waits for a line or an answer, and the time at which the last of them began to. */
bool weft__posix_owed(void);
int64_t weft__posix_owed_since(void);

/* fetch.c: EIO where there is no libcurl. */
void weft__posix_fetch_abort(int32_t id);
/* Are requests under way, and when did the last begin? Then it waits in weft__posix_fetch_poll: for them, for
   stdin if asked, for so many ms at most (negative: without end). */
bool weft__posix_fetching(void);
int64_t weft__posix_fetch_asked(void);
void weft__posix_fetch_poll(bool with_stdin, int milliseconds);

/* trace.c: WEFT_TRACE=FILE records the run. */
void weft__posix_trace_start(const char *file);
/* What has happened since the last time. */
void weft__posix_trace_write(void);
/* The rest: why the program ends, "exit", "deadlock" or "fault", and its status, below 0 where that is not
   known. */
void weft__posix_trace_end(const char *cause, int status);

/* main_end.c: among exit's handlers, has main returned? false where that cannot be known. */
bool weft__posix_main_has_returned(void);

#endif
