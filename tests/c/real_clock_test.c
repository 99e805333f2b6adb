/* The one area that runs on the real clock: that it goes on, and that what waits for it wakes.
   Nothing is said of how late. */
#include "testing.h"

#include <unistd.h>

static void *tick(void *count) {
    for (int i = 0; i < 3; i++) {
        weft_sleep(0.01);
        ++*(int *)count;
    }
    return NULL;
}

TEST(a_sleep_takes_at_least_its_time) {
    double start = weft_now();
    assert_rc(weft_sleep(0.02), 0);
    assert_true(weft_now() - start >= 0.02);
}

TEST(others_run_meanwhile) {
    int count = 0;
    weft_task task = weft_spawn(tick, &count);
    assert_rc(weft_join(task, NULL), 0);
    assert_int_equal(count, 3);
}

TEST(a_blocking_sleep_lets_nobody_run) {
    int count = 0;
    weft_task task = weft_spawn(tick, &count);
    weft_yield();
    double start = weft_now();
    assert_int_equal(usleep(50000), 0);
    assert_true(weft_now() - start >= 0.05);
    assert_int_equal(count, 0);
    assert_rc(weft_join(task, NULL), 0);
}

static void *yield_until_set(void *flag) {
    while (!*(volatile bool *)flag) weft_yield();
    return NULL;
}

TEST(yielding_without_end_does_not_starve_sleepers) {
    bool flag = false;
    weft_task task = weft_spawn(yield_until_set, &flag);
    assert_rc(weft_sleep(0.01), 0);
    flag = true;
    assert_rc(weft_join(task, NULL), 0);
}

TEST(a_deadline_that_passes_before_the_wait_begins_is_not_missed) {
    for (int i = 0; i < 20000; i++) assert_rc(weft_sleep(i % 1000 * 1e-9), 0);
}

TEST(a_timeout_fires) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.01);
    assert_rc(weft_sleep(60), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

TEST(a_frame_comes) {
    double first, second;
    assert_rc(weft_next_frame(&first), 0);
    assert_rc(weft_next_frame(&second), 0);
    assert_true(second > first);
}

TEST(a_timeout_shows_also_when_its_task_held_the_turn_past_it) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.01);
    usleep(20000);
    assert_rc(weft_yield(), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}
