/* To read a clock costs more than a short turn. So while a program's turns are short on average, only one in
   many is timed, and the time is shared among those before it. The average is taken over many, since
   browsers' clocks go in steps of a tenth of a millisecond and more; a turn that is long by any clock brings
   back the timing of each. */
#include "core/metering.h"

#include "base/trace.h"
#include "core/task.h"
#include "host/host.h"

enum {
    SHORT_TURN_NS = 4000,
    LONG_TURN_NS = 4000000,
    FRAME_NS = 16666667,
    JUDGED_TURNS = 256,       /* timed before turns are judged to be short */
    JUDGED_SHORT_TURNS = 4096 /* ended, while turns are short, before they are judged anew */
};

static struct {
    int64_t steady_since, program_since; /* what the two clocks of the host said when they were read, ns */
    bool blocked;        /* the turn that runs has called one of libc's sleeps: it is timed by itself */
    bool turns_short;    /* not each turn is timed */
    unsigned judged;     /* turns since they were judged last */
    int64_t judged_time; /* what these took, ns */
} meter;
struct weft__metering_turns weft__metering_turns = {.max = 1};

void weft__metering_blocked(void) {
    meter.blocked = true;
    weft__metering_turns.max = 1;
    weft__trace_time(weft__host_now());
}

void weft__metering_turns_begin(int64_t now) {
    meter.program_since = now;
    weft__trace_time(now);
    meter.steady_since = weft__host_steady();
}

void *weft__metering_start(size_t capacity) {
    void *ring = weft__trace_open(capacity);
    weft__metering_turns.count = 0; /* tasks that a trace before has left there may be gone */
    weft__metering_turns_begin(weft__host_now());
    return ring;
}

/* The length is by the program's clock: on a virtual one nobody is held up while somebody computes, and runs
   repeat. */
static void report_held(int64_t length, const struct weft__task *task) {
    unsigned others = meter.blocked ? 0 : weft__metering_turns.count - 1;
    if (length > FRAME_NS) weft__trace_duration(WEFT__EVENT_HELD, task->id, length, others);
}

static void judge(int64_t spent) {
    meter.judged += weft__metering_turns.count;
    meter.judged_time += spent;
    unsigned enough = meter.turns_short ? JUDGED_SHORT_TURNS : JUDGED_TURNS;
    if (spent < LONG_TURN_NS && meter.judged < enough) return;
    meter.turns_short = spent < LONG_TURN_NS && meter.judged_time / meter.judged < SHORT_TURN_NS;
    meter.judged = 0;
    meter.judged_time = 0;
}

/* What is long by any clock is the turn's that goes on, and not of those that have ended. */
int64_t weft__metering_turn_so_far(void) {
    int64_t spent = weft__host_steady() - meter.steady_since;
    return spent >= LONG_TURN_NS ? spent : spent / (weft__metering_turns.count + 1);
}

void weft__metering_read_clock(void) {
    struct weft__metering_turns *turns = &weft__metering_turns;
    int64_t steady = weft__host_steady(), spent = steady - meter.steady_since, each = spent / turns->count;
    int64_t now = weft__host_now();
    weft__trace_time(now);
    report_held(now - meter.program_since, turns->tasks[turns->count - 1]);
    for (unsigned i = 0; i < turns->count; i++) turns->tasks[i]->cpu += each;
    judge(spent);
    turns->count = 0;
    meter.blocked = false;
    turns->max = meter.turns_short ? WEFT__MAX_UNTIMED_TURNS : 1;
    meter.steady_since = steady;
    meter.program_since = now;
}

void weft__metering_turns_end(void) {
    if (weft__metering_turns.count > 0) weft__metering_read_clock();
}
