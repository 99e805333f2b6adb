/* The ring of events, read as a host reads it (abi/trace.def) and compared as a log:
   "KIND task[>peer]" each. */
#include "testing.h"

#include "base/trace.h"
#include "core/metering.h"
#include "host/host.h"
#include "report/inspect.h"

typedef const char *pointer;
typedef struct slot {
#define WEFT_SLOT_FIELD(type, name, offset) type name;
#include "abi/trace.def"
} slot;

static const char *const names[] = {
#define WEFT_EVENT(name, value) [value] = #name,
#include "abi/trace.def"
};

enum { SLOTS = 256 };
static const slot *ring;
static uint64_t from;

static void start_trace(size_t slots) {
    ring = weft__metering_start(slots);
    assert_non_null(ring);
    from = weft__trace_head();
}

static const slot *slot_at(uint64_t index) { return &ring[index % SLOTS]; }

static void note_event(const slot *event, const char *text) {
    note("%s", names[event->kind]);
    if (event->task) note("%u", (unsigned)event->task);
    if (event->peer) note(">%u", (unsigned)event->peer);
    if (event->call) note("%s", event->call);
    if (text[0]) note("'%s'", text);
    note("|");
}

/* Notes every event since the start, without the ring's bookkeeping. */
static void note_trace(void) {
    weft__trace_stop();
    clear_notes();
    for (uint64_t index = from; index < weft__trace_head(); index++) {
        const slot *event = slot_at(index);
        char text[256] = "";
        for (unsigned part = 0, length = 0; part < event->text_slots; part++) {
            const unsigned char *bytes = (const unsigned char *)slot_at(++index);
            assert_int_equal(bytes[0], 1);
            memcpy(text + length, bytes + 4, bytes[1]);
            length += bytes[1];
            text[length] = '\0';
        }
        note_event(event, text);
    }
}

static uint32_t id(weft_task task) { return (uint32_t)task; }

static void assert_trace(const char *format, ...) {
    char expected[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(expected, sizeof expected, format, arguments);
    va_end(arguments);
    assert_notes(expected);
}

static void *sleep_a_second(void *unused) {
    weft_sleep(1);
    return unused;
}

TEST(a_task_is_traced_from_spawn_to_join) {
    start_trace(SLOTS);
    weft_task task = weft_spawn(sleep_a_second, NULL);
    weft_join(task, NULL);
    note_trace();
    uint32_t t = id(task);
    assert_non_null(strstr(notes(), "SPAWN"));
    char part[128];
    snprintf(part, sizeof part, "SPAWN %u >1 'sleep_a_second' |", (unsigned)t);
    assert_non_null(strstr(notes(), part));
    snprintf(part, sizeof part, "SUSPEND 1 >%u weft_join |", (unsigned)t);
    assert_non_null(strstr(notes(), part));
    snprintf(part, sizeof part, "RUN %u | SUSPEND %u weft_sleep |", (unsigned)t, (unsigned)t);
    assert_non_null(strstr(notes(), part));
    snprintf(part, sizeof part, "END %u |", (unsigned)t);
    assert_non_null(strstr(notes(), part));
    snprintf(part, sizeof part, "JOIN 1 >%u", (unsigned)t);
    assert_non_null(strstr(notes(), part));
}

TEST(a_mark_carries_its_text_however_long) {
    char text[200];
    memset(text, 'm', sizeof text);
    text[sizeof text - 1] = '\0';
    start_trace(SLOTS);
    weft_mark("%s %d", "halfway", 50);
    weft_mark("%s", text);
    weft_mark("%s", "");
    note_trace();
    assert_trace("MARK 1 'halfway 50' | MARK 1 '%s' | MARK 1 |", text);
}

TEST(nothing_is_written_while_nobody_traces) {
    start_trace(SLOTS);
    weft__trace_stop();
    uint64_t head = weft__trace_head();
    weft_mark("unseen");
    weft_yield();
    weft_join(weft_spawn(sleep_a_second, NULL), NULL);
    assert_true(weft__trace_head() == head);
}

TEST(channels_are_traced) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    int item = 1;
    start_trace(SLOTS);
    weft_chan_send(chan, &item);
    weft_chan_recv(chan, &item);
    note_trace();
    assert_trace("SEND 1 | RECEIVE 1 |");
    weft_chan_free(chan);
}

static void *give_twice(void *large) {
    void *sent;
    weft_gen_yield(WEFT_BOX(7), &sent);
    weft_gen_yield(large, &sent);
    return WEFT_BOX(-3);
}

/* One slot a switch. Of a generator's event `peer` is 1024 more than the value. */
TEST(a_generator_is_traced_from_its_making_to_its_end) {
    void *out;
    start_trace(SLOTS);
    weft_gen *gen = weft_gen_new(give_twice, WEFT_BOX(1024));
    weft_gen_next(gen, &out);
    weft_gen_send(gen, WEFT_BOX(1023), &out);
    weft_gen_next(gen, &out);
    weft_gen_free(gen);
    note_trace();
    assert_trace("GENERATOR 1 'give_twice' | "
                 "NEXT 1 >1024 weft_gen_next | YIELD 1 >1031 | "
                 "NEXT 1 >2047 weft_gen_send | YIELD 1 | "
                 "NEXT 1 >1024 weft_gen_next | DONE 1 >1021 |");
}

TEST(a_generator_that_is_closed_is_done) {
    start_trace(SLOTS);
    weft_gen *gen = weft_gen_new(give_twice, NULL), *unused = weft_gen_new(give_twice, NULL);
    weft_gen_next(gen, NULL);
    weft_gen_throw(gen, WEFT_EIO, NULL);
    weft_gen_free(gen);
    weft_gen_free(unused);
    note_trace();
    assert_trace("GENERATOR 1 'give_twice' | GENERATOR 1 'give_twice' | "
                 "NEXT 1 >1024 weft_gen_next | YIELD 1 >1031 | "
                 "NEXT 1 >%u weft_gen_throw | YIELD 1 >1024 | "
                 "NEXT 1 >1024 weft_gen_close | DONE 1 >1021 | DONE 1 >1024 weft_gen_close |",
                 (unsigned)(1024 + WEFT_EIO));
}

/* It wakes 2^32 microseconds and a bit after the start. */
TEST(a_sleep_tells_when_it_ends) {
    start_trace(SLOTS);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.5);
    weft_sleep(5000.0000001);
    weft_timeout_end(&timeout);
    weft__trace_stop();
    for (uint64_t index = from; index < weft__trace_head(); index++) {
        const slot *event = slot_at(index);
        if (event->kind != WEFT__EVENT_SUSPEND) continue;
        uint64_t at = ((uint64_t)event->peer << 32) + event->object;
        assert_true(at >= 5000000001u && at < 5100000000u);
        return;
    }
    fail();
}

TEST(a_timeout_and_a_cancellation_are_traced) {
    weft_timeout timeout;
    weft_task task = weft_spawn(sleep_a_second, NULL);
    weft_yield();
    start_trace(SLOTS);
    weft_timeout_begin(&timeout, 0.5);
    weft_sleep(9);
    weft_timeout_end(&timeout);
    weft_cancel(task);
    weft_join(task, NULL);
    note_trace();
    char part[64];
    snprintf(part, sizeof part, "CANCEL %u >1 |", (unsigned)id(task));
    assert_non_null(strstr(notes(), "TIMEOUT 1 |"));
    assert_non_null(strstr(notes(), part));
}

TEST(a_host_operation_is_traced_from_its_begin_to_its_finish) {
    start_trace(SLOTS);
    weft_next_frame(NULL);
    note_trace();
    const char *begin = strstr(notes(), "BEGIN 1 weft_next_frame |");
    assert_non_null(begin);
    assert_non_null(strstr(begin, "FINISH 1"));
}

TEST(times_never_go_back) {
    start_trace(SLOTS);
    for (int i = 0; i < 10; i++) weft_sleep(0.001 * i);
    weft__trace_stop();
    double before = 0;
    for (uint64_t index = from; index < weft__trace_head(); index++) {
        if (slot_at(index)->kind == 1) continue;
        assert_true(slot_at(index)->time >= before);
        before = slot_at(index)->time;
    }
    assert_true(before >= 0.044e9);
}

TEST(the_ring_keeps_the_latest_and_counts_all) {
    start_trace(SLOTS);
    for (int i = 0; i < 1000; i++) weft_mark("%d", i);
    weft__trace_stop();
    assert_true(weft__trace_head() - from == 2000);
    const unsigned char *last = (const unsigned char *)slot_at(weft__trace_head() - 1);
    assert_memory_equal(last + 4, "999", 3);
}

TEST(starting_again_begins_anew) {
    start_trace(SLOTS);
    weft_mark("old");
    start_trace(SLOTS);
    weft_mark("new");
    note_trace();
    assert_notes("MARK 1 'new' |");
}

static void *work(void *unused) {
    for (volatile int i = 0; i < 3000000; i++) {}
    for (int i = 0; i < 1000; i++) weft_yield();
    return unused;
}

TEST(processor_time_is_measured_while_tracing) {
    start_trace(SLOTS);
    weft_task task = weft_spawn(work, NULL);
    for (int i = 0; i < 500; i++) weft_yield();
    weft_task_info info[2];
    assert_int_equal(weft_tasks(info, 2), 2);
    weft__trace_stop();
    assert_true(info[1].cpu_seconds > 0.0001);
    assert_rc(weft_join(task, NULL), 0);
}

TEST(a_turn_that_holds_everybody_up_is_told) {
    start_trace(SLOTS);
    weft_yield();
    weft__host_block(50000000);
    for (int turn = 0; turn < 20; turn++) weft_yield(); /* in a run of short turns not each is timed */
    note_trace();
    assert_non_null(strstr(notes(), "HELD 1 "));
}

TEST(the_task_table_is_read_in_parts) {
    weft_task tasks[5];
    for (int i = 0; i < 5; i++) tasks[i] = weft_spawn(sleep_a_second, NULL);
    weft_task_info info[2];
    assert_int_equal(weft__task_table(info, 2, 0), 2);
    assert_rc(info[1].task, tasks[0]);
    assert_int_equal(weft__task_table(info, 2, tasks[0]), 2);
    assert_rc(info[0].task, tasks[1]);
    assert_int_equal(weft__task_table(info, 2, tasks[3]), 1);
    assert_rc(info[0].task, tasks[4]);
    assert_int_equal(weft__task_table(info, 2, tasks[4]), 0);
    assert_int_equal(weft__task_table(info, 2, INT64_MAX), 0);
    assert_rc(weft_gather(tasks, 5, NULL), 0);
}

/* ---- A deadlock of some ---- */

static weft_mutex one, another;

static void *lock_two(void *swapped) {
    weft_mutex_lock(swapped ? &another : &one);
    weft_sleep(1);
    if (weft_mutex_lock(swapped ? &one : &another) == 0) weft_mutex_unlock(swapped ? &one : &another);
    weft_mutex_unlock(swapped ? &another : &one);
    return NULL;
}

TEST(a_cycle_is_traced_for_each_task_in_it) {
    start_trace(SLOTS);
    weft_task tasks[] = {weft_spawn(lock_two, NULL), weft_spawn(lock_two, "swapped")};
    weft_sleep(2);
    weft__trace_stop();
    clear_notes();
    for (uint64_t index = from; index < weft__trace_head(); index++)
        if (slot_at(index)->kind == WEFT__EVENT_CYCLE)
            note("%u>%u of %u", (unsigned)slot_at(index)->task, (unsigned)slot_at(index)->peer,
                 (unsigned)slot_at(index)->object);
    assert_trace("%u>%u of 2 %u>%u of 2", id(tasks[1]), id(tasks[0]), id(tasks[0]), id(tasks[1]));
    weft_cancel(tasks[0]);
    weft_gather(tasks, 2, NULL);
}
