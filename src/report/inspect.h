#ifndef WEFT_INSPECT_H
#define WEFT_INSPECT_H

#include "weft.h"

/* The live tasks after that one (0: from the first), the oldest first, at most `max`; how many it has described. */
size_t weft__task_table(weft_task_info *info, size_t max, weft_task after);

/* When the program begins to end: notes what it leaves behind. */
void weft__note_leaks(void);
/* That in one line, "" for nothing: tasks never joined nor detached, tasks that still wait in a channel. */
const char *weft__leaks(void);
/* The run in numbers, a line or two on stderr: turns, tasks, what was left behind. */
void weft__report_stats(void);

#endif
