/* Timeout scopes: what they bound, how they nest, and what they say afterwards. */
#include "testing.h"

#include <math.h>

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

TEST(a_wait_that_outlasts_its_scope_times_out) {
    weft_timeout timeout;
    double start = weft_now();
    weft_timeout_begin(&timeout, 0.5);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_seconds(weft_now() - start, 0.5);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_sleep(1), 0);
}

TEST(a_wait_that_ends_in_time_does_not) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    assert_rc(weft_sleep(1), 0);
    assert_false(weft_timeout_end(&timeout));
    assert_rc(weft_sleep(5), 0);
}

TEST(inside_an_expired_scope_every_call_that_waits_times_out_at_once) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    weft_mutex mutex = {0};
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    double start = weft_now();
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_rc(weft_sleep(0), WEFT_ETIMEDOUT);
    assert_rc(weft_yield(), WEFT_ETIMEDOUT);
    assert_rc(weft_chan_send(chan, &(int){1}), WEFT_ETIMEDOUT);
    assert_rc(weft_mutex_lock(&mutex), WEFT_ETIMEDOUT);
    assert_rc(weft_select(NULL, 0), WEFT_ETIMEDOUT);
    assert_seconds(weft_now() - start, 0);
    assert_true(weft_timeout_end(&timeout));
    assert_int_equal(weft_chan_len(chan), 0);
    weft_chan_free(chan);
}

TEST(a_scope_of_no_time_has_expired_already) {
    const double durations[] = {0, -1, -INFINITY};
    for (int i = 0; i < 3; i++) {
        weft_timeout timeout;
        weft_timeout_begin(&timeout, durations[i]);
        assert_rc(weft_sleep(1), WEFT_ETIMEDOUT);
        assert_true(weft_timeout_end(&timeout));
    }
}

TEST(an_endless_scope_never_expires) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, INFINITY);
    assert_rc(weft_sleep(1e6), 0);
    assert_false(weft_timeout_end(&timeout));
}

TEST(of_nested_scopes_the_inner_one_may_expire_alone) {
    weft_timeout outer, inner;
    double start = weft_now();
    weft_timeout_begin(&outer, 3);
    weft_timeout_begin(&inner, 1);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&inner));
    assert_rc(weft_sleep(1), 0);
    assert_seconds(weft_now() - start, 2);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_seconds(weft_now() - start, 3);
    assert_true(weft_timeout_end(&outer));
}

TEST(of_nested_scopes_that_have_expired_the_outermost_counts) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 1);
    weft_timeout_begin(&inner, 2);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_false(weft_timeout_end(&inner));
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&outer));
}

TEST(when_both_have_expired_the_inner_says_false) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 1);
    weft_timeout_begin(&inner, 1);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    assert_false(weft_timeout_end(&inner));
    assert_true(weft_timeout_end(&outer));
}

TEST(the_inner_says_false_also_when_it_expired_first_and_then_the_outer) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 2);
    weft_timeout_begin(&inner, 1);
    assert_rc(weft_sleep(10), WEFT_ETIMEDOUT);
    weft_shield_begin();
    assert_rc(weft_sleep(5), 0);
    weft_shield_end();
    assert_false(weft_timeout_end(&inner));
    assert_true(weft_timeout_end(&outer));
}

typedef struct timed {
    double seconds;
    bool expired;
} timed;

static void *sleep_in_a_scope(void *arg) {
    timed *t = arg;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, t->seconds);
    note("%s", word(weft_sleep(100)));
    t->expired = weft_timeout_end(&timeout);
    return NULL;
}

TEST(cancellation_outranks_a_timeout) {
    timed t = {1, true};
    weft_task task = weft_spawn(sleep_in_a_scope, &t);
    weft_sleep(0.5);
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_false(t.expired);
    assert_notes("WEFT_ECANCELED");
}

static void *expire_then_wait_for_cancel(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    note("%s", word(weft_sleep(100)));
    weft_shield_begin();
    weft_sleep(2);
    weft_shield_end();
    note("%s", word(weft_sleep(100)));
    weft_timeout_end(&timeout);
    return unused;
}

TEST(cancellation_outranks_a_timeout_that_has_expired_before) {
    weft_task task = weft_spawn(expire_then_wait_for_cancel, NULL);
    weft_sleep(2);
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ETIMEDOUT WEFT_ECANCELED");
}

TEST(timeouts_belong_to_their_task) {
    timed a = {1, false}, b = {2, false};
    weft_timeout mine;
    weft_timeout_begin(&mine, 1.5);
    weft_task tasks[] = {weft_spawn(sleep_in_a_scope, &a), weft_spawn(sleep_in_a_scope, &b)};
    assert_rc(weft_sleep(100), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&mine));
    assert_true(a.expired);
    assert_false(b.expired);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_true(b.expired);
}

TEST(a_shield_holds_a_timeout_off) {
    weft_timeout timeout;
    double start = weft_now();
    weft_timeout_begin(&timeout, 1);
    weft_shield_begin();
    assert_rc(weft_sleep(3), 0);
    weft_shield_end();
    assert_seconds(weft_now() - start, 3);
    assert_rc(weft_sleep(1), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

TEST(a_scope_opened_inside_a_shield_still_expires) {
    weft_timeout timeout;
    weft_shield_begin();
    weft_timeout_begin(&timeout, 1);
    int rc = weft_sleep(3);
    bool expired = weft_timeout_end(&timeout);
    weft_shield_end();
    assert_rc(rc, WEFT_ETIMEDOUT);
    assert_true(expired);
}

TEST(a_scope_that_expired_while_the_task_was_running_shows_at_the_next_wait) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    weft_shield_begin();
    weft_sleep(2);
    weft_shield_end();
    assert_rc(weft_yield(), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_yield(), 0);
}

static void *sleep_and_return(void *tenths) {
    return weft_sleep((double)WEFT_UNBOX(tenths) / 10) < 0 ? NULL : tenths;
}

TEST(wait_for_hands_over_the_result) {
    void *result;
    assert_rc(weft_wait_for(sleep_and_return, WEFT_BOX(10), 2, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 10);
    assert_rc(weft_wait_for(sleep_and_return, WEFT_BOX(10), 2, NULL), 0);
}

TEST(wait_for_times_out) {
    void *result = &result;
    double start = weft_now();
    assert_rc(weft_wait_for(sleep_and_return, WEFT_BOX(50), 2, &result), WEFT_ETIMEDOUT);
    assert_null(result);
    assert_seconds(weft_now() - start, 2);
}

static void *clean_up_for_a_second(void *unused) {
    note("%s", word(weft_sleep(100)));
    weft_shield_begin();
    note("%s", word(weft_sleep(1)));
    weft_shield_end();
    return unused;
}

TEST(wait_for_waits_for_the_clean_up) {
    double start = weft_now();
    assert_rc(weft_wait_for(clean_up_for_a_second, NULL, 2, NULL), WEFT_ETIMEDOUT);
    assert_seconds(weft_now() - start, 3);
    assert_notes("WEFT_ECANCELED 0");
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

TEST(a_result_that_comes_all_the_same_wins) {
    static char text[] = "late";
    void *result = NULL;
    assert_rc(weft_wait_for(clean_up_for_a_second, text, 2, &result), 0);
    assert_string_equal(result, "late");
}

static void *wait_for_a_long_time(void *unused) {
    (void)unused;
    note("%s", word(weft_wait_for(clean_up_for_a_second, NULL, 50, NULL)));
    return NULL;
}

TEST(a_cancelled_wait_for_cancels_and_waits_too) {
    weft_task task = weft_spawn(wait_for_a_long_time, NULL);
    weft_sleep(1);
    double start = weft_now();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 1);
    assert_notes("WEFT_ECANCELED 0 WEFT_ECANCELED");
}

TEST(a_wait_for_inside_a_shorter_scope_obeys_the_scope) {
    weft_timeout timeout;
    double start = weft_now();
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_wait_for(sleep_and_return, WEFT_BOX(100), 5, NULL), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_seconds(weft_now() - start, 1);
}

TEST(wait_for_of_no_time_never_runs_the_function) {
    assert_rc(weft_wait_for(clean_up_for_a_second, NULL, 0, NULL), WEFT_ETIMEDOUT);
    assert_notes("");
}

TEST(wait_for_of_no_function_is_invalid) { assert_rc(weft_wait_for(NULL, NULL, 1, NULL), WEFT_EINVAL); }

/* ---- A result is never lost ---- */

static weft_event may_end;

static void *give_a_result(void *result) {
    weft_event_wait(&may_end);
    return result;
}

static void *wait_for_it(void *unused) {
    void *result = NULL;
    int error = weft_wait_for(give_a_result, "kept", 60, &result);
    note("%s %s", word(error), result ? (char *)result : "-");
    return unused;
}

TEST(a_cancelled_wait_for_hands_on_the_result_of_a_task_that_can_end) {
    weft_event_clear(&may_end);
    weft_task task = weft_spawn(wait_for_it, NULL);
    weft_sleep(1);
    weft_event_set(&may_end);
    weft_cancel(task);
    weft_join(task, NULL);
    assert_notes("WEFT_ECANCELED kept");
}

TEST(a_cancelled_wait_for_hands_on_the_result_of_a_task_that_has_ended) {
    weft_event_clear(&may_end);
    weft_task task = weft_spawn(wait_for_it, NULL);
    weft_sleep(1);
    weft_event_set(&may_end);
    weft_yield();
    weft_cancel(task);
    weft_join(task, NULL);
    assert_notes("WEFT_ECANCELED kept");
}

static void *wait_for_it_in_a_scope(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    wait_for_it(NULL);
    CHECK(weft_timeout_end(&timeout));
    return unused;
}

TEST(a_wait_for_in_an_expired_scope_hands_on_the_result) {
    weft_event_clear(&may_end);
    weft_task task = weft_spawn(wait_for_it_in_a_scope, NULL);
    settle();
    weft_sleep(2);
    weft_event_set(&may_end);
    weft_join(task, NULL);
    assert_notes("WEFT_ETIMEDOUT kept");
}

TEST(a_wait_for_that_fails_gives_no_result) {
    void *result = "before";
    assert_rc(weft_wait_for(NULL, NULL, 1, &result), WEFT_EINVAL);
    assert_null(result);
}

/* ---- Scopes that live on are not taken for ones that were left open ---- */

static weft_timeout in_static_memory;

static void open_somewhere(weft_timeout *timeout) { weft_timeout_begin(timeout, 2); }

static __attribute__((noinline)) int wait_deeper(int depth) {
    volatile char room[200];
    room[0] = (char)depth;
    int error = depth > 0 ? wait_deeper(depth - 1) : weft_sleep(0.1);
    return error ? error : weft_yield() + room[0] * 0;
}

static int wait_at_every_depth(void) {
    int error = 0;
    for (int depth = 0; depth < 5 && error == 0; depth++) error = wait_deeper(depth);
    return error ? error : weft_sleep(100);
}

TEST(a_scope_of_static_memory_outlives_the_function_that_opened_it) {
    open_somewhere(&in_static_memory);
    assert_rc(wait_at_every_depth(), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&in_static_memory));
}

TEST(a_scope_in_the_heap_outlives_the_function_that_opened_it) {
    weft_timeout *timeout = malloc(sizeof *timeout);
    open_somewhere(timeout);
    assert_rc(wait_at_every_depth(), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(timeout));
    free(timeout);
}

TEST(a_scope_of_the_caller_outlives_the_function_that_opened_it) {
    weft_timeout timeout;
    open_somewhere(&timeout);
    assert_rc(wait_at_every_depth(), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

static void *open_and_wait_in_body(void *theirs) {
    weft_timeout own;
    if (theirs) open_somewhere(theirs);
    weft_timeout_begin(&own, 1);
    note("%s", word(wait_at_every_depth()));
    weft_timeout_end(&own);
    if (theirs) weft_timeout_end(theirs);
    weft_gen_yield(NULL, NULL);
    note("%s", word(wait_at_every_depth()));
    return NULL;
}

/* The consumer's scope lies on the consumer's stack, the body's on the body's, and
   either may be the higher one. */
TEST(a_scope_on_the_stack_of_consumer_or_body_lives_on) {
    weft_timeout around, theirs;
    weft_gen *gen = weft_gen_new(open_and_wait_in_body, &theirs);
    weft_timeout_begin(&around, 3);
    assert_rc(weft_gen_next(gen, NULL), 0);
    assert_rc(wait_deeper(3), 0);
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    assert_true(weft_timeout_end(&around));
    weft_gen_free(gen);
    assert_notes("WEFT_ETIMEDOUT WEFT_ETIMEDOUT");
}

static void *open_nested(void *unused) {
    weft_timeout timeouts[100];
    for (int i = 0; i < 100; i++) weft_timeout_begin(&timeouts[i], 100 - i);
    CHECK(wait_deeper(3) == 0);
    CHECK(weft_sleep(100) == WEFT_ETIMEDOUT);
    for (int i = 99; i >= 0; i--) CHECK(weft_timeout_end(&timeouts[i]) == (i == 99));
    return unused;
}

TEST(a_hundred_scopes_may_be_open) {
    weft_task tasks[2];
    for (int i = 0; i < 2; i++) tasks[i] = weft_spawn(open_nested, NULL);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
}
