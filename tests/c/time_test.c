/* Under WEFT_CLOCK=virtual, as the build's tests run. */
#include "testing.h"

#include <errno.h>
#include <math.h>
#include <time.h>
#include <unistd.h>

static void *sleep_and_note(void *tenths) {
    weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    note("%d", (int)WEFT_UNBOX(tenths));
    return NULL;
}

TEST(sleep_takes_exactly_its_time_on_the_virtual_clock) {
    double start = weft_now();
    assert_rc(weft_sleep(0.25), 0);
    assert_seconds(weft_now() - start, 0.25);
    assert_rc(weft_sleep(86400), 0);
    assert_seconds(weft_now() - start, 86400.25);
}

TEST(looking_at_the_clock_does_not_move_it) {
    double start = weft_now();
    assert_true(start >= 0);
    for (int i = 0; i < 1000; i++) weft_now();
    assert_true(weft_now() == start);
}

TEST(sleepers_sleep_at_the_same_time) {
    weft_task tasks[] = {weft_spawn(sleep_and_note, WEFT_BOX(30)), weft_spawn(sleep_and_note, WEFT_BOX(10)),
                         weft_spawn(sleep_and_note, WEFT_BOX(20))};
    double start = weft_now();
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_seconds(weft_now() - start, 3);
    assert_notes("10 20 30");
}

static void *sleep_a_second(void *name) {
    weft_sleep(1);
    note("%s", (const char *)name);
    return NULL;
}

TEST(equal_deadlines_wake_in_the_order_they_were_armed) {
    weft_task tasks[] = {weft_spawn(sleep_a_second, "a"), weft_spawn(sleep_a_second, "b"),
                         weft_spawn(sleep_a_second, "c"), weft_spawn(sleep_a_second, "d"),
                         weft_spawn(sleep_a_second, "e")};
    assert_rc(weft_gather(tasks, 5, NULL), 0);
    assert_notes("a b c d e");
}

static void *note_it(void *name) {
    note("%s", (const char *)name);
    return NULL;
}

TEST(sleep_of_zero_or_less_yields) {
    const double durations[] = {0, -1, -INFINITY};
    double start = weft_now();
    for (int i = 0; i < 3; i++) {
        weft_task task = weft_spawn(note_it, "task");
        assert_rc(weft_sleep(durations[i]), 0);
        note("main");
        assert_rc(weft_join(task, NULL), 0);
    }
    assert_notes("task main task main task main");
    assert_seconds(weft_now() - start, 0);
}

TEST(libcs_sleeps_check_their_arguments) {
    struct timespec spans[] = {{.tv_sec = -1}, {.tv_nsec = -1}, {.tv_nsec = 1000000000}};
    for (int i = 0; i < 3; i++) {
        errno = 0;
        assert_int_equal(nanosleep(&spans[i], NULL), -1);
        assert_int_equal(errno, EINVAL);
    }
}

TEST(libcs_sleeps_move_the_virtual_clock_and_let_nobody_run) {
    struct timespec span = {.tv_sec = 1, .tv_nsec = 500000000}, rest = {.tv_sec = 9};
    weft_task other = weft_spawn(note_it, "other");
    double start = weft_now();
    assert_int_equal(nanosleep(&span, &rest), 0);
    assert_int_equal(rest.tv_sec, 0);
    assert_int_equal(sleep(1), 0);
    assert_int_equal(usleep(250000), 0);
    assert_seconds(weft_now() - start, 2.75);
    assert_notes("");
    assert_rc(weft_join(other, NULL), 0);
}

TEST(sleep_of_no_number_is_invalid) { assert_rc(weft_sleep(NAN), WEFT_EINVAL); }

TEST(a_ready_task_runs_before_time_passes) {
    weft_task sleeper = weft_spawn(sleep_a_second, "sleeper");
    double start = weft_now();
    for (int i = 0; i < 100; i++) weft_yield();
    assert_seconds(weft_now() - start, 0);
    assert_notes("");
    assert_rc(weft_join(sleeper, NULL), 0);
}

TEST(an_endless_sleep_ends_when_it_is_cancelled) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 5);
    assert_rc(weft_sleep(INFINITY), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

TEST(a_very_short_sleep_still_takes_time) {
    double start = weft_now();
    assert_rc(weft_sleep(1e-9), 0);
    assert_true(weft_now() > start);
}

TEST(a_program_that_only_yields_still_sees_time_pass) {
    weft_task sleeper = weft_spawn(sleep_a_second, "woken");
    double start = weft_now();
    for (int i = 0; i < 1000000 && notes()[0] == '\0'; i++) weft_yield();
    assert_notes("woken");
    assert_seconds(weft_now() - start, 1);
    assert_rc(weft_join(sleeper, NULL), 0);
}

typedef struct appointment {
    double at;
    int *woken;
} appointment;

static void *keep(void *arg) {
    appointment *a = arg;
    weft_sleep(a->at);
    ++*a->woken;
    return NULL;
}

TEST(ten_thousand_timers_fire_in_order_of_their_deadlines) {
    enum { COUNT = 10000 };
    static appointment appointments[COUNT];
    static weft_task tasks[COUNT];
    int woken = 0;
    unsigned random = 12345;
    for (int i = 0; i < COUNT; i++) {
        random = random * 1103515245u + 12345u;
        appointments[i] = (appointment){(double)(random >> 8 & 0xffff) / 1000, &woken};
        tasks[i] = weft_spawn(keep, &appointments[i]);
    }
    double start = weft_now(), later = 0;
    weft_yield();
    while (woken < COUNT) {
        assert_rc(weft_sleep(0.5), 0);
        later += 0.5;
        int due = 0, soon = 0;
        for (int i = 0; i < COUNT; i++) {
            due += appointments[i].at < later - 1e-6;
            soon += appointments[i].at <= later + 1e-6;
        }
        assert_in_range(woken, due, soon);
    }
    assert_true(weft_now() - start < 67);
    assert_rc(weft_gather(tasks, COUNT, NULL), 0);
}

/* Timers of every distance, armed and disarmed at random, beside a plain list of what is to happen. */
enum { SLEEPERS = 3000, ROUNDS = 4 };

typedef struct {
    int64_t after; /* tens of nanoseconds: no two differ by what a double rounds off */
    int armed;     /* in which order it was armed */
    bool cancelled;
} alarm_clock;

static alarm_clock clocks[SLEEPERS];
static int rang[SLEEPERS], ringing, armed;

static void *ring(void *number) {
    alarm_clock *own = &clocks[WEFT_UNBOX(number)];
    own->armed = armed++;
    if (weft_sleep(1e-8 * (double)own->after) == 0) rang[ringing++] = (int)WEFT_UNBOX(number);
    return NULL;
}

/* From tens of nanoseconds to days, and many at the same time as others. */
static int64_t some_time(unsigned *random) {
    *random = *random * 1664525u + 1013904223u;
    const unsigned digits = *random >> 28, mantissa = *random >> 8 & 0xffff;
    if (digits < 3) return (1 + digits) * INT64_C(100000000);
    int64_t after = mantissa + 1;
    for (unsigned i = 3; i < digits; i++) after *= 3;
    return after;
}

static int rings_before(const void *a, const void *b) {
    const alarm_clock *one = &clocks[*(const int *)a], *other = &clocks[*(const int *)b];
    if (one->after != other->after) return one->after < other->after ? -1 : 1;
    return one->armed - other->armed;
}

TEST(timers_of_every_distance_fire_in_order_though_many_are_disarmed) {
    static weft_task tasks[SLEEPERS];
    unsigned random = 7;
    for (int round = 0; round < ROUNDS; round++) {
        ringing = armed = 0;
        int wanted[SLEEPERS], count = 0;
        for (int i = 0; i < SLEEPERS; i++) {
            clocks[i] = (alarm_clock){.after = some_time(&random)};
            /* In one round what is far off comes first, so that what is near is armed before all that is. */
            if (round == 1) clocks[i].after += INT64_C(100000000000) * (SLEEPERS - i);
            tasks[i] = weft_spawn_with(ring, WEFT_BOX(i), &(weft_spawn_options){.stack_size = 512});
        }
        weft_yield();
        for (int i = 0; i < SLEEPERS; i++) {
            random = random * 1664525u + 1013904223u;
            clocks[i].cancelled = random >> 30 == 0;
            if (clocks[i].cancelled) weft_cancel(tasks[i]);
            else wanted[count++] = i;
        }
        weft_gather(tasks, SLEEPERS, NULL);
        qsort(wanted, (size_t)count, sizeof wanted[0], rings_before);
        assert_int_equal(ringing, count);
        for (int i = 0; i < count; i++) assert_int_equal(rang[i], wanted[i]);
    }
}
