/* A deadlock of some, while others go on. */
#ifndef WEFT_CYCLE_H
#define WEFT_CYCLE_H

#include "core/wait.h"

/* The running task is about to park in this wait, for a task that waits itself. Where that closes a cycle
   that nothing but a cancellation can open, it is told on stderr, once; the run goes on. The toolchain knows
   it by its name (web/toolchain/suspension.ts): nothing that it calls suspends. */
void weft__report_closed_cycle(struct weft__wait *wait);

#endif
