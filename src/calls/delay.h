/* Weft itself answers "/delay/N", after N seconds of the program's clock, wherever it runs. */
#ifndef WEFT_DELAY_H
#define WEFT_DELAY_H

#include "core/timer.h"

struct weft__delay {
    struct weft__timer timer;
    int32_t id;          /* of the request that it finishes */
    const char *written; /* N, in the URL, which is the caller's */
};

/* Answers the request in time if the URL asks for that; false: it asks for something else. */
bool weft__delay_begin(struct weft__delay *delay, int32_t id, const char *url);
/* The request has been finished or aborted. */
void weft__delay_end(struct weft__delay *delay);

#endif
