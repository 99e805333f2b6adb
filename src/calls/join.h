/* Joins a task in the name of another call. */
#ifndef WEFT_JOIN_H
#define WEFT_JOIN_H

#include "core/wait.h"

/* Does the wait join this task? The `awaits` of every kind of join. */
bool weft__joins(const struct weft__wait *wait, const struct weft__task *task);
/* weft_join, as the call of that kind; waits. */
int weft__join(weft_task task, void **result, const struct weft__wait_kind *kind, const char *file, int line);

#endif
