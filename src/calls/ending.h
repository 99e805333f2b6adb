/* The orderly end: main has returned, or a task has called exit. */
#ifndef WEFT_ENDING_H
#define WEFT_ENDING_H

struct weft__task;

/* Cancels every other task and lets them run until they have ended or their time is up; says which were cut off. For atexit; a second call does nothing. */
void weft__ending(void);
/* A task has ended. */
void weft__ending_task_gone(void);
/* A cancelled task is about to be told so while the program ends. One that is told twice at the same place has ignored it: it gets no more turns. */
void weft__exit_interrupted(struct weft__task *task, const char *call, const char *file, int line);

#endif
