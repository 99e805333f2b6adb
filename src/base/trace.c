#define _POSIX_C_SOURCE 200809L
#include "base/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/sched.h"
#include "host/host.h"

enum { TEXT_BYTES = 28, LONGEST_TEXT = 255 };

struct text_slot {
    uint8_t kind, length, unused[2];
    char bytes[TEXT_BYTES];
};

#if UINTPTR_MAX == UINT32_MAX
#define pointer const char *
#define WEFT_SLOT_FIELD(type, name, offset)                                          \
    _Static_assert(offsetof(struct weft__trace_slot, name) == offset &&              \
                       sizeof(((struct weft__trace_slot *)0)->name) == sizeof(type), \
                   #name);
#include "abi/trace.def"
#define TASK_SIZE_OF_void 0
#undef pointer
_Static_assert(sizeof(struct weft__trace_slot) == 32 && sizeof(struct text_slot) == 32, "slots are 32 bytes");
#endif

bool weft__tracing;
int64_t weft__trace_ended;
struct weft__trace_ring weft__trace_ring;

void weft__trace_stop(void) { weft__tracing = false; }

uint64_t weft__trace_head(void) { return weft__trace_ring.head; }

/* ---- Time. To read a clock costs more than a short turn, so while a program's turns are short on average, only one in many is
   timed, and the time is shared among those before it. On average of many: browsers' clocks go in steps of a tenth of a millisecond and
   more. Time that is long by any clock brings it back to every turn. ---- */

enum { PATIENCE = 256, MANY_TURNS = 4096, SHORT_TURN = 4000, LONG = 4000000, FRAME = 16666667 /* ns */ };

static struct {
    int64_t since, program_since; /* what weft__host_steady and weft__host_now said when the clock was read */
    bool blocked;        /* the turn that runs has called one of libc's sleeps: it is timed by itself */
    bool seldom;         /* turns are short: not each is timed */
    unsigned judged;     /* turns since that was judged, and */
    int64_t judged_time; /* what they took */
} meter;
struct weft__trace_turns weft__trace_turns = {.most = 1};

void weft__trace_time(int64_t time) { weft__trace_ring.now = (double)time; }

void weft__trace_blocked(void) {
    meter.blocked = true;
    weft__trace_turns.most = 1;
}

void weft__trace_turns_begin(int64_t time) {
    meter.program_since = time;
    weft__trace_ring.now = (double)time;
    meter.since = weft__host_steady();
}

void *weft__trace_start(size_t capacity) {
    weft__trace_stop();
    weft__free(weft__trace_ring.slots);
    weft__trace_ring = (struct weft__trace_ring){
        .slots = weft__alloc(capacity * sizeof *weft__trace_ring.slots), .mask = capacity - 1};
    weft__trace_turns.untimed = 0; /* what a trace before left there may be gone */
    weft__trace_turns_begin(weft__host_now());
    weft__tracing = weft__trace_ring.slots != NULL;
    return weft__trace_ring.slots;
}

/* By the program's clock: on a virtual one nobody is held up while somebody computes, and runs repeat. */
static void report_held(int64_t length, const struct weft__task *task) {
    unsigned others = meter.blocked ? 0 : weft__trace_turns.untimed - 1;
    if (length > FRAME) weft__trace_duration(WEFT__EVENT_HELD, task->id, length, others);
}

static void judge(int64_t spent) {
    meter.judged += weft__trace_turns.untimed;
    meter.judged_time += spent;
    if (spent < LONG && meter.judged < (meter.seldom ? MANY_TURNS : PATIENCE)) return;
    meter.seldom = spent < LONG && meter.judged_time / meter.judged < SHORT_TURN;
    meter.judged = 0;
    meter.judged_time = 0;
}

void weft__trace_read_clock(void) {
    int64_t steady = weft__host_steady(), spent = steady - meter.since,
            each = spent / weft__trace_turns.untimed;
    int64_t now = weft__host_now();
    weft__trace_ring.now = (double)now;
    report_held(now - meter.program_since, weft__trace_turns.tasks[weft__trace_turns.untimed - 1]);
    for (unsigned i = 0; i < weft__trace_turns.untimed; i++) weft__trace_turns.tasks[i]->cpu += each;
    judge(spent);
    weft__trace_turns.untimed = 0;
    meter.blocked = false;
    weft__trace_turns.most = meter.seldom ? WEFT__MOST_UNTIMED : 1;
    meter.since = steady;
    meter.program_since = now;
}

void weft__trace_turns_end(void) {
    if (weft__trace_turns.untimed > 0) weft__trace_read_clock();
}

static void write_text(const char *text, size_t length) {
    for (size_t at = 0; at < length; at += TEXT_BYTES) {
        size_t part = length - at < TEXT_BYTES ? length - at : TEXT_BYTES;
        struct text_slot *slot =
            (void *)&weft__trace_ring.slots[weft__trace_ring.head++ & weft__trace_ring.mask];
        *slot = (struct text_slot){.kind = WEFT__EVENT_TEXT, .length = (uint8_t)part};
        memcpy(slot->bytes, text + at, part);
    }
}

void weft__trace_plain(enum weft__event kind, int64_t task, int64_t peer, const void *object,
                       const char *call, const char *file, int line) {
    weft__trace_put(
        kind, task,
        (struct weft__trace){.peer = peer, .object = object, .call = call, .file = file, .line = line});
}

void weft__trace_duration(enum weft__event kind, int64_t task, int64_t nanoseconds, int64_t peer) {
    const uint64_t longest = ((uint64_t)1 << 48) - 1;
    if (!weft__tracing) return;
    uint64_t microseconds = nanoseconds > 0 ? (uint64_t)nanoseconds / 1000 : 0;
    if (microseconds > longest) microseconds = longest;
    weft__trace_plain(kind, task, peer, (const void *)(uintptr_t)(uint32_t)microseconds, NULL, NULL,
                      (int)(microseconds >> 32));
}

void weft__trace_text(enum weft__event kind, int64_t task, const struct weft__trace *event) {
    size_t length = strnlen(event->text, LONGEST_TEXT);
    struct weft__trace_slot *slot = &weft__trace_ring.slots[weft__trace_ring.head & weft__trace_ring.mask];
    weft__trace_put(kind, task, *event);
    slot->text_slots = (uint8_t)((length + TEXT_BYTES - 1) / TEXT_BYTES);
    write_text(event->text, length);
}

void weft_mark(const char *format, ...) {
    if (!weft__tracing) return;
    char text[LONGEST_TEXT + 1];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    weft__trace(MARK, weft__sched.running->id, .text = text);
}
