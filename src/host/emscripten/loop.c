/* The loop of the page, or of Node, calls the pump: from a timer, at once behind what else there is to do, or
   with a frame. What has been drawn in a frame's turns is seen in that frame. */
#include <emscripten/html5.h>
#include <math.h>

#include "core/sched.h"
#include "host/emscripten/emscripten.h"
#include "report/deadlock.h"

enum { TURNS = 256 }; /* between two looks at the clock */
static const double SLICE_MS = 8;
static const double LONGEST_MS = 1e9; /* of a timer; the next one goes on */

static long timer;
static bool armed, called_soon, stopped;

void weft__emscripten_stop(void) { stopped = true; }

static void time_has_come(void *unused) {
    (void)unused;
    armed = false;
    weft__emscripten_pump();
}

static void soon(void *unused) {
    (void)unused;
    called_soon = false;
    weft__emscripten_pump();
}

static void call_at(int64_t time) {
    double milliseconds = ceil((double)(time - weft__host_now()) / 1e6);
    if (milliseconds < 0) milliseconds = 0;
    if (milliseconds > LONGEST_MS) milliseconds = LONGEST_MS;
    timer = emscripten_set_timeout(time_has_come, milliseconds, NULL);
    armed = true;
}

static void call_soon(void) {
    if (!called_soon) emscripten_set_immediate(soon, NULL);
    called_soon = true;
}

static enum weft__next run(int64_t *at) {
    double end = emscripten_get_now() + SLICE_MS;
    enum weft__next next;
    do next = weft__sched_pump(weft__host_now(), TURNS, at);
    while (next == WEFT__NEXT_NOW && !stopped && emscripten_get_now() < end);
    return next;
}

void weft__emscripten_pump(void) {
    int64_t at;
    if (stopped) return;
    if (armed) emscripten_clear_timeout(timer);
    armed = false;
    enum weft__next next = run(&at);
    if (stopped) return;
    switch (next) {
    case WEFT__NEXT_NOW: call_soon(); break;
    case WEFT__NEXT_AT: call_at(at); break;
    case WEFT__NEXT_EVENT: break;
    case WEFT__NEXT_NEVER: weft__fatal_deadlock();
    }
}
