/* Ends the program in order, when main has returned or a task has called exit. */
#ifndef WEFT_EXIT_H
#define WEFT_EXIT_H

/* Cancels every other task and lets them run until they have ended or their time is up; says which were cut
   off. For atexit; a second call does nothing. */
void weft__exit(void);

#endif
