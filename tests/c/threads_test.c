/* Natively: threads other than the one that runs Weft are not Weft's business. Under WEFT_CLOCK=virtual. */
#define _GNU_SOURCE
#include "testing.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

static double monotonic(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int thrd_sleep(const struct timespec *span, struct timespec *rest);

static void sleep_in_each_way(void) {
    const struct timespec span = {.tv_nsec = 10000000};
    nanosleep(&span, NULL);
    clock_nanosleep(CLOCK_MONOTONIC, 0, &span, NULL);
    thrd_sleep(&span, NULL);
    usleep(10000);
    sleep(0);
}

static void *sleep_by_itself(void *slept) {
    double start = monotonic();
    sleep_in_each_way();
    *(double *)slept = monotonic() - start;
    return NULL;
}

TEST(a_threads_own_sleep_takes_its_time_and_moves_no_clock_of_wefts) {
    pthread_t thread;
    double slept = 0, start = weft_now();
    assert_int_equal(pthread_create(&thread, NULL, sleep_by_itself, &slept), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(slept >= 0.04);
    assert_seconds(weft_now() - start, 0);
}

TEST(in_the_thread_that_runs_weft_each_way_to_sleep_moves_the_virtual_clock) {
    double start = weft_now(), real = monotonic();
    sleep_in_each_way();
    assert_seconds(weft_now() - start, 0.04);
    sleep(86400);
    assert_seconds(weft_now() - start, 86400.04);
    assert_true(monotonic() - real < 60);
}
