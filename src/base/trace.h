/* The trace is a ring of events that the host reads (abi/trace.def). While it is off, it costs one branch
   that is always taken the same way. */
#ifndef WEFT_TRACE_H
#define WEFT_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/watch.h"

enum weft__event {
#define WEFT_EVENT(name, value) WEFT__EVENT_##name = value,
#include "abi/trace.def"
};

extern bool weft__tracing;

/* What an event carries beyond its task; all may be 0. */
struct weft__trace {
    int64_t peer;
    uint32_t object;
    const char *call, *file;
    int line;
    const char *text;
};

/* An event in the ring: abi/trace.def describes it as wasm32 lays it out. */
struct weft__trace_slot {
    uint8_t kind, text_slots;
    uint16_t line;
    uint32_t task;
    double time;
    uint32_t peer, object;
    const char *call, *file;
};

struct weft__trace_ring {
    struct weft__trace_slot *slots;
    size_t mask;   /* their number - 1 */
    uint64_t head; /* slots ever written */
    double now;    /* ns: what events are stamped with */
};
extern struct weft__trace_ring weft__trace_ring;

/* Writes an event without text: nothing of it passes through memory but into the ring. */
static inline __attribute__((always_inline)) void weft__trace_put(enum weft__event kind, int64_t task,
                                                                  struct weft__trace event) {
    struct weft__trace_slot *slot = &weft__trace_ring.slots[weft__trace_ring.head++ & weft__trace_ring.mask];
    slot->kind = (uint8_t)kind;
    slot->text_slots = 0;
    slot->line = (uint16_t)(event.line > UINT16_MAX ? UINT16_MAX : event.line);
    slot->task = (uint32_t)task;
    slot->time = weft__trace_ring.now;
    slot->peer = (uint32_t)event.peer;
    slot->object = event.object;
    slot->call = event.call;
    slot->file = event.file;
}

void weft__trace_plain(enum weft__event kind, int64_t task, int64_t peer, uint32_t object, const char *call,
                       const char *file, int line);
void weft__trace_text(enum weft__event kind, int64_t task, const struct weft__trace *event);

/* An event that tells how long something lasted, if there is a trace. */
void weft__trace_duration(enum weft__event kind, int64_t task, int64_t nanoseconds, int64_t peer);

static inline void weft__trace_write(enum weft__event kind, int64_t task, struct weft__trace event) {
    if (event.text) weft__trace_text(kind, task, &event);
    else weft__trace_plain(kind, task, event.peer, event.object, event.call, event.file, event.line);
}

#define weft__trace(kind, task, ...)                                                          \
    do {                                                                                      \
        if (__builtin_expect(weft__tracing, 0))                                               \
            weft__trace_write(WEFT__EVENT_##kind, (task), (struct weft__trace){__VA_ARGS__}); \
    } while (0)

/* The same, without a call: for the two events that every turn has, and those of a generator's step. */
#define weft__trace_often(kind, task, ...)                                                  \
    do {                                                                                    \
        if (__builtin_expect(weft__tracing, 0))                                             \
            weft__trace_put(WEFT__EVENT_##kind, (task), (struct weft__trace){__VA_ARGS__}); \
    } while (0)

/* Tracing begins, into a new ring of `capacity` slots, a power of two; NULL: there is no memory for it. */
void *weft__trace_open(size_t capacity);
void weft__trace_stop(void);
/* Returns how many slots were ever written. */
uint64_t weft__trace_head(void);
/* The program's time in ns, for the events to come. */
void weft__trace_time(int64_t now);

/* Text of an event is cut off after so many bytes. */
enum { WEFT__MAX_TEXT_BYTES = 255 };

#endif
