/* A channel is a ring of items with a queue at each end. An item goes to whoever waits for one straight
   away. */
#include "calls/channel.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/touch.h"
#include "base/trace.h"
#include "core/choice.h"
#include "core/sched.h"

struct weft_chan {
    unsigned number; /* among the channels, in the order in which they were made */
    size_t item_size, capacity;
    size_t length, first; /* the ring: how many, and the oldest's place */
    bool closed;
    weft_queue receivers; /* parked: only while the ring is empty */
    weft_queue senders;   /* parked: only while it is full */
    unsigned char ring[];
};

weft_chan *weft_chan_new(size_t item_size, size_t capacity) {
    if (capacity > 0 && item_size > (SIZE_MAX / 2 - sizeof(weft_chan)) / capacity) return NULL;
    if (weft__choose_fault()) return NULL;
    weft_chan *chan = weft__alloc(sizeof *chan + item_size * capacity);
    if (!chan) return NULL;
    static unsigned channels;
    *chan = (weft_chan){.number = ++channels, .item_size = item_size, .capacity = capacity};
    return chan;
}

unsigned weft__chan_number(const weft_chan *chan) { return chan ? chan->number : 0; }

static unsigned char *slot(weft_chan *chan, size_t place) {
    return chan->ring + (chan->first + place) % chan->capacity * chan->item_size;
}

static void copy(const weft_chan *chan, void *to, const void *from) {
    if (!to || !from || chan->item_size == 0) return;
    weft__look_at_bytes(from, chan->item_size);
    weft__touch_bytes(to, chan->item_size);
    memcpy(to, from, chan->item_size);
}

static void push(weft_chan *chan, const void *item) { copy(chan, slot(chan, chan->length++), item); }

static void pop(weft_chan *chan, void *item) {
    copy(chan, item, slot(chan, 0));
    chan->first = (chan->first + 1) % chan->capacity;
    chan->length--;
}

static weft_case *first_case(const weft_queue *queue) {
    struct weft__link *link = weft__list_first(queue);
    return link ? weft__container(link, struct weft__case_waiter, waiter.link)->waiting : NULL;
}

static weft_task first_task(const weft_queue *queue) {
    struct weft__link *link = weft__list_first(queue);
    return link ? weft__container(link, struct weft__waiter, link)->wait->task->id : 0;
}

static void wake_first(weft_queue *queue, int status) {
    first_case(queue)->status = status;
    weft__wait_wake_first(queue);
}

bool weft__case_ready(const weft_case *waiting) {
    const weft_chan *chan = waiting->chan;
    if (!chan) return false;
    weft__touch(chan);
    if (chan->closed) return true;
    if (waiting->op == WEFT_OP_RECV) return chan->length > 0 || !weft__list_empty(&chan->senders);
    return chan->length < chan->capacity || !weft__list_empty(&chan->receivers);
}

static int take(weft_chan *chan, void *item) {
    weft_case *sender = first_case(&chan->senders);
    if (chan->length == 0 && !sender) return WEFT_ECLOSED;
    weft__trace(RECEIVE, weft__sched.running->id, .peer = first_task(&chan->senders), .object = chan->number);
    if (chan->length > 0) pop(chan, item);
    else copy(chan, item, sender->item);
    if (!sender) return 0;
    if (chan->capacity > 0) push(chan, sender->item);
    wake_first(&chan->senders, 0);
    return 0;
}

static int put(weft_chan *chan, const void *item) {
    if (chan->closed) return WEFT_ECLOSED;
    weft_case *receiver = first_case(&chan->receivers);
    weft__trace(SEND, weft__sched.running->id, .peer = first_task(&chan->receivers), .object = chan->number);
    if (!receiver) {
        push(chan, item);
        return 0;
    }
    copy(chan, receiver->item, item);
    wake_first(&chan->receivers, 0);
    return 0;
}

void weft__case_happen(weft_case *waiting) {
    waiting->status =
        waiting->op == WEFT_OP_RECV ? take(waiting->chan, waiting->item) : put(waiting->chan, waiting->item);
}

void weft__case_arm(struct weft__wait *wait, struct weft__case_waiter *waiter, weft_case *waiting,
                    int index) {
    weft_chan *chan = waiting->chan;
    *waiter = (struct weft__case_waiter){.waiter = {.index = index}, .waiting = waiting};
    weft_queue *queue = waiting->op == WEFT_OP_RECV ? &chan->receivers : &chan->senders;
    weft__wait_arm(wait, &waiter->waiter, queue, chan);
}

/* ---- Sending and receiving: a case alone ---- */

static void describe(const struct weft__wait *wait, char *text, size_t size) {
    if (wait->number) snprintf(text, size, " on channel %u", wait->number);
    else snprintf(text, size, " on NULL");
}

static const struct weft__wait_kind sending = {
    .call = "weft_chan_send",
    .in_channel = true,
    .describe = describe,
};
static const struct weft__wait_kind receiving = {
    .call = "weft_chan_recv",
    .in_channel = true,
    .describe = describe,
};

static int only_case(weft_case *waiting, const struct weft__wait_kind *kind, const char *file, int line) {
    struct {
        struct weft__case_waiter waiter;
        struct weft__wait wait;
    } here;
    int error = weft__wait_begin(&here.wait, kind, file, line);
    if (error) return error;
    if (weft__case_ready(waiting)) {
        weft__case_happen(waiting);
        return waiting->status;
    }
    here.wait.number = weft__chan_number(waiting->chan);
    here.wait.result_is_final = true;
    if (waiting->chan) weft__case_arm(&here.wait, &here.waiter, waiting, 0);
    error = weft__wait_park(&here.wait);
    return error < 0 ? error : waiting->status;
}

int weft_chan_send_at(weft_chan *chan, const void *item, const char *file, int line) {
    weft_case waiting = WEFT_SEND(chan, item);
    return only_case(&waiting, &sending, file, line);
}

int weft_chan_recv_at(weft_chan *chan, void *item, const char *file, int line) {
    weft_case waiting = WEFT_RECV(chan, item);
    return only_case(&waiting, &receiving, file, line);
}

static int try_case(weft_case waiting) {
    if (!weft__case_ready(&waiting)) return WEFT_EAGAIN;
    weft__case_happen(&waiting);
    return waiting.status;
}

int weft_chan_try_send(weft_chan *chan, const void *item) {
    return try_case((weft_case)WEFT_SEND(chan, item));
}

int weft_chan_try_recv(weft_chan *chan, void *item) { return try_case((weft_case)WEFT_RECV(chan, item)); }

/* ---- Closing ---- */

int weft_chan_close(weft_chan *chan) {
    if (!chan) return WEFT_EINVAL;
    weft__touch(chan);
    if (chan->closed) return WEFT_ECLOSED;
    chan->closed = true;
    while (first_case(&chan->receivers)) wake_first(&chan->receivers, WEFT_ECLOSED);
    while (first_case(&chan->senders)) wake_first(&chan->senders, WEFT_ECLOSED);
    return 0;
}

size_t weft_chan_len(const weft_chan *chan) {
    if (!chan) return 0;
    weft__look(chan);
    return chan->length;
}

void weft_chan_free(weft_chan *chan) {
    if (!chan) return;
    weft_chan_close(chan);
    weft__free(chan);
}
