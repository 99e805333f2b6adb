/* Who waits for whom, and how that is told. */
#ifndef WEFT_WAITS_H
#define WEFT_WAITS_H

#include "core/task.h"

/* The oldest task that has not been freed, or the next younger one; NULL: there is none. */
struct weft__task *weft__live_after(const struct weft__task *task);
/* The one task that a task waits for, or NULL. */
struct weft__task *weft__only_peer(const struct weft__task *task);
/* Does it wait until the other has ended, with others perhaps? */
bool weft__waits_for_end(const struct weft__task *task, const struct weft__task *other);
/* Of those for whose end it waits, all have to end. */
bool weft__waits_for_all(const struct weft__task *task);
/* Says in a line in what it waits, for whom and where. */
void weft__report_wait(const struct weft__task *task);
/* Says that each waits for the next, and the last for the first; for the trace as well. */
void weft__report_path(const struct weft__task *const *path, size_t count);

#endif
