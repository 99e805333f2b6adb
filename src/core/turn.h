/* A turn ends here, in a call that waits or yields. It is inlined, so that a yield is one function: that
   saves a call at each switch. */
#ifndef WEFT_TURN_H
#define WEFT_TURN_H

/* Whether a stream has something that is not written yet. Where the C library does not tell, flushing finds
   out. */
#if __has_include(<stdio_ext.h>)
#include <stdio_ext.h>
#define weft__has_pending(stream) (__fpending(stream) > 0)
#else
#define weft__has_pending(stream) true
#endif

#include <stdio.h>

#include "core/metering.h"
#include "core/sched.h"

#if defined __wasm__ && !defined WEFT_EMCC
/* musl's, which stdout and stderr point to: that they do is no constant to the compiler. */
extern FILE __stdout_FILE, __stderr_FILE;
#define weft__stdout (&__stdout_FILE)
#define weft__stderr (&__stderr_FILE)
#else
#define weft__stdout stdout
#define weft__stderr stderr
#endif

static inline bool weft__has_unfinished_lines(void) {
    return weft__has_pending(weft__stdout) || weft__has_pending(weft__stderr);
}

static inline void weft__flush_unfinished_lines(void) {
    if (weft__has_pending(weft__stdout)) fflush(weft__stdout);
    if (weft__has_pending(weft__stderr)) fflush(weft__stderr);
}

/* The running task's turn ends at a place of the program. */
static inline void weft__turn_end(struct weft__task *task, const char *file, int line) {
    task->file = file;
    task->line = line;
    weft__flush_unfinished_lines();
}

/* The same, metered. */
static inline void weft__turn_end_metered(struct weft__task *task, const char *file, int line) {
    weft__turn_end(task, file, line);
    if (weft__tracing) weft__metering_turn_ends(task, weft__sched.ready_count == 0);
}

#endif
