#ifndef WEFT_INSPECT_H
#define WEFT_INSPECT_H

/* The run in numbers, a line or two on stderr: turns, tasks, what was left behind. */
void weft__report_stats(void);

#endif
