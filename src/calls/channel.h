/* Select sees a channel as cases, which can happen, are made to happen, or are waited for. */
#ifndef WEFT_CHANNEL_H
#define WEFT_CHANNEL_H

#include "core/wait.h"

/* A case in the queue of its channel. */
struct weft__case_waiter {
    struct weft__waiter waiter;
    weft_case *waiting;
};

/* By which reports and the trace know a channel: "channel 1" is the first; 0 for NULL. */
unsigned weft__chan_number(const weft_chan *chan);
/* Can it happen now, without waiting? */
bool weft__case_ready(const weft_case *waiting);
/* Lets a case that is ready happen: the item moves, a peer is woken, status is set. */
void weft__case_happen(weft_case *waiting);
/* The wait ends with `index` when the case has happened. Its channel must not be NULL. */
void weft__case_arm(struct weft__wait *wait, struct weft__case_waiter *waiter, weft_case *waiting, int index);

#endif
