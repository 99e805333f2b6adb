/* Describes the live tasks for the host. */
#ifndef WEFT_INSPECT_H
#define WEFT_INSPECT_H

#include "weft.h"

/* The live tasks after that one (0: from the first), the oldest first, at most `max`;
   how many it has described. */
size_t weft__task_table(weft_task_info *info, size_t max, weft_task after);

#endif
