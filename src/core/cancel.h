/* Asks a task to stop. */
#ifndef WEFT_CANCEL_H
#define WEFT_CANCEL_H

#include "core/task.h"

/* Wakes it where it waits, unless it is shielded; one that has not had a turn ends at once. */
void weft__cancel(struct weft__task *task);

#endif
