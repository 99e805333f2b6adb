/* Opens and closes a scope, the innermost of the running task's. */
#ifndef WEFT_TIMEOUT_H
#define WEFT_TIMEOUT_H

#include "core/interruption.h"

/* 0 or fewer seconds have expired already; INFINITY never expires. */
void weft__scope_open(struct weft__scope *scope, double seconds, struct weft__place begun);
/* Has it expired, and none around it? */
bool weft__scope_close(struct weft__scope *scope);

#endif
