/* The floors above ask this of where the program runs: wasm/ (a browser or Node, through the runtime) or
   posix/. */
#ifndef WEFT_HOST_H
#define WEFT_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#if __has_include(<stdio_ext.h>)
#include <stdio_ext.h>
#endif

#include "weft.h"

extern const size_t weft__host_default_stack, weft__host_smallest_stack; /* bytes */
/* Returns a new stack, 16-aligned; NULL: no memory. */
unsigned char *weft__host_new_stack(size_t size);
/* Natively: does nothing but what the program does need a stack of more than a page? */
bool weft__host_may_pack(void);

/* Nanoseconds since the program started, on the program's clock. */
int64_t weft__host_now(void);
/* Nanoseconds of real time from any origin, on the virtual clock too. */
int64_t weft__host_steady(void);
/* While the run is traced: a turn begins or goes on, and may last. Whoever watches the run can be told of it
   now. */
void weft__host_turn_begins(void);
/* A turn has ended; whose it was is still the task that runs. */
void weft__host_turn_ended(void);
/* Holds the thread for so long; the virtual clock is moved on instead. */
void weft__host_block(int64_t nanoseconds);
/* Moves the virtual clock on to that time of the program. A real clock goes by itself. */
void weft__host_advance(int64_t time);
/* Writes to stderr without buffering and without much stack. */
void weft__host_write_error(const char *text, size_t length);

/* Why Weft itself ends a program. */
enum weft__end {
#define WEFT_END(name, value) WEFT__END_##name = value,
#include "abi/host.def"
};
/* Hands whoever watches the run the line that has just told of a fault on stderr, and its
   place: `file` may be NULL. */
void weft__host_report(const char *message, const char *file, int line);
/* Ends the process at once with status 70, after flushing stdio, and tells the cause to
   whoever watches the run. */
_Noreturn void weft__host_end(enum weft__end cause);

/* What is numbered by itself. */
enum weft__stream {
#define WEFT_STREAM(name, value) WEFT__STREAM_##name = value,
#include "abi/host.def"
    WEFT__STREAMS
};
/* A departure of a run from fifo: at which place of a stream, counted from 0, and which alternative (> 0). */
struct weft__departure {
    uint64_t number;
    uint32_t alternative;
};
/* The next departure of the schedule that the run follows, among those of one stream; false: there are no
   more. */
bool weft__host_next_departure(enum weft__stream stream, struct weft__departure *departure);
/* A random policy has departed from fifo. */
void weft__host_departed(struct weft__departure departure);
/* The host decides: one of `count` alternatives. seeded: what alternative 0 stands for, of
   those that the seed picks. */
uint32_t weft__host_choose(int kind, uint32_t count, uint32_t seeded);

/* Begin a request; weft__host_request_finish(id, …) ends it, at a later turn. */
void weft__host_fetch(int32_t id, const char *url, const weft_request *request);
/* The line comes with its newline, which only the last may lack. One is asked for at a time. */
void weft__host_read_line(int32_t id);
/* False: there is no display that could answer. */
bool weft__host_next_frame(int32_t id);
/* Nobody waits for it any more: it is aborted and not finished. */
void weft__host_abort(int32_t id);

/* ---- The standard streams, as they are looked at after each turn ---- */

/* Whether a stream has something that is not written yet. Where the C library does not tell, flushing finds
   out. */
#if __has_include(<stdio_ext.h>)
#define weft__has_pending(stream) (__fpending(stream) > 0)
#else
#define weft__has_pending(stream) true
#endif

#if defined __wasm__ && !defined WEFT_EMCC
/* musl's, which stdout and stderr point to: that they do is no constant to the compiler. */
extern FILE __stdout_FILE, __stderr_FILE;
#define weft__stdout (&__stdout_FILE)
#define weft__stderr (&__stderr_FILE)
#else
#define weft__stdout stdout
#define weft__stderr stderr
#endif

#endif
