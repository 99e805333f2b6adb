/* A turn ends here, in a call that waits or yields. It is inlined, so that a yield is one function: that
   saves a call at each switch. */
#ifndef WEFT_TURN_H
#define WEFT_TURN_H

#include <stdio.h>

#include "core/metering.h"
#include "core/sched.h"
#include "host/host.h"

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
