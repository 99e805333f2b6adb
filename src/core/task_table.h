/* The table finds tasks by their ids. */
#ifndef WEFT_TASK_TABLE_H
#define WEFT_TASK_TABLE_H

#include "core/task.h"

void weft__task_table_enter(struct weft__task *task);
void weft__task_table_leave(struct weft__task *task);
/* The live or ended task of that id, or NULL. */
struct weft__task *weft__task_find(weft_task id);

#endif
