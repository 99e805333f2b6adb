/* Tells what a program leaves behind, as it stood when it began to end. */
#ifndef WEFT_LEAKS_H
#define WEFT_LEAKS_H

/* Notes what the program leaves behind, when it begins to end. */
void weft__note_leaks(void);
/* That in one line, "" for nothing: tasks never joined nor detached, tasks that still wait in a channel. */
const char *weft__leaks(void);
/* The run in numbers, a line or two on stderr: turns, tasks, what was left behind. */
void weft__report_stats(void);

#endif
