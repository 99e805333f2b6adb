/* The parts of the host for Emscripten's projects know this of each other. */
#ifndef WEFT_EMSCRIPTEN_H
#define WEFT_EMSCRIPTEN_H

#include "host/host.h"

/* loop.c: gives the tasks their turns until nobody is ready, or some milliseconds have passed, and sees to it
   that it is called again. */
void weft__emscripten_pump(void);
/* loop.c: nobody gets a turn any more. */
void weft__emscripten_stop(void);
/* main.c: what the browser's clock showed when the program started, in its milliseconds. */
extern double weft__emscripten_started;

#endif
