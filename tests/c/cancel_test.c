/* Cancellation: where it is noticed, what it outranks, and shields against it. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

static void *sleep_long(void *unused) {
    note("%s", word(weft_sleep(100)));
    return unused;
}

static void *count_to_three(void *unused) {
    (void)unused;
    for (int i = 0; i < 3; i++) weft_yield();
    return WEFT_BOX(3);
}

TEST(cancel_ends_the_wait_in_which_the_task_is) {
    weft_task task = weft_spawn(sleep_long, NULL);
    weft_sleep(1);
    double start = weft_now();
    assert_rc(weft_cancel(task), 0);
    assert_notes("");
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 0);
    assert_notes("WEFT_ECANCELED");
}

TEST(cancel_never_waits) {
    weft_task task = weft_spawn(sleep_long, NULL), other = weft_spawn(sleep_long, NULL);
    weft_yield();
    weft_cancel(task);
    weft_cancel(other);
    assert_notes("");
    weft_gather((weft_task[]){task, other}, 2, NULL);
}

static void *wait_again_and_again(void *arg) {
    int items = 0;
    weft_chan *chan = arg;
    note("%s", word(weft_sleep(100)));
    note("%s", word(weft_sleep(0)));
    note("%s", word(weft_yield()));
    note("%s", word(weft_chan_recv(chan, &items)));
    note("%s", word(weft_join(1, NULL)));
    note("%s", word(weft_read_line((char[8]){0}, 8)));
    note("%s", word(weft_next_frame(NULL)));
    return NULL;
}

TEST(once_cancelled_every_call_that_waits_is_canceled_at_once) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    assert_rc(weft_chan_send(chan, &(int){1}), 0);
    weft_task task = weft_spawn(wait_again_and_again, chan);
    weft_yield();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED WEFT_ECANCELED WEFT_ECANCELED WEFT_ECANCELED WEFT_ECANCELED WEFT_ECANCELED "
                 "WEFT_ECANCELED");
    assert_int_equal(weft_chan_len(chan), 1);
    weft_chan_free(chan);
}

TEST(cancelling_again_changes_nothing) {
    weft_task task = weft_spawn(sleep_long, NULL);
    weft_yield();
    for (int i = 0; i < 3; i++) assert_rc(weft_cancel(task), 0);
    weft_yield();
    for (int i = 0; i < 3; i++) assert_rc(weft_cancel(task), 0);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED");
}

TEST(a_task_cancelled_before_it_started_never_runs) {
    weft_task task = weft_spawn(sleep_long, NULL);
    assert_rc(weft_cancel(task), 0);
    void *result = &result;
    assert_rc(weft_join(task, &result), WEFT_ECANCELED);
    assert_null(result);
    assert_notes("");
}

TEST(a_detached_task_cancelled_before_it_started_frees_itself) {
    weft_task task = weft_spawn(sleep_long, NULL);
    assert_rc(weft_detach(task), 0);
    assert_rc(weft_cancel(task), 0);
    settle();
    assert_int_equal(weft_tasks(NULL, 0), 1);
    assert_notes("");
}

static void *finish_anyway(void *unused) {
    (void)unused;
    note("%s", word(weft_sleep(100)));
    return "result";
}

TEST(a_task_that_returns_something_all_the_same_wins) {
    weft_task task = weft_spawn(finish_anyway, NULL);
    weft_yield();
    weft_cancel(task);
    void *result;
    assert_rc(weft_join(task, &result), 0);
    assert_string_equal(result, "result");
    assert_notes("WEFT_ECANCELED");
}

static void *cancel_self_and_end(void *unused) {
    weft_cancel(weft_self());
    CHECK(weft_cancelled());
    return unused;
}

TEST(a_request_that_was_never_delivered_changes_nothing) {
    void *result = &result;
    assert_rc(weft_join(weft_spawn(cancel_self_and_end, NULL), &result), 0);
    assert_null(result);
}

TEST(cancelling_a_ready_task_that_does_not_wait_again_changes_nothing) {
    weft_task task = weft_spawn(count_to_three, NULL);
    settle();
    assert_rc(weft_cancel(task), 0);
    void *result;
    assert_rc(weft_join(task, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 3);
}

static void *cancel_self_and_wait(void *unused) {
    weft_cancel(weft_self());
    note("%s", word(weft_sleep(1)));
    return unused;
}

TEST(a_task_may_cancel_itself) {
    assert_rc(weft_join(weft_spawn(cancel_self_and_wait, NULL), NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED");
}

TEST(cancelling_an_unknown_task_is_a_bad_task) {
    assert_rc(weft_cancel(0), WEFT_EBADTASK);
    assert_rc(weft_cancel(-1), WEFT_EBADTASK);
    assert_rc(weft_cancel(INT64_MAX), WEFT_EBADTASK);
    weft_task task = weft_spawn(count_to_three, NULL);
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(weft_cancel(task), WEFT_EBADTASK);
}

static void *look(void *unused) {
    CHECK(!weft_cancelled());
    weft_sleep(100);
    CHECK(weft_cancelled());
    weft_shield_begin();
    CHECK(weft_cancelled());
    weft_shield_end();
    return unused;
}

TEST(cancelled_tells_whether_this_task_was_asked_to_stop) {
    assert_false(weft_cancelled());
    weft_task task = weft_spawn(look, NULL);
    weft_yield();
    weft_cancel(task);
    assert_false(weft_cancelled());
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
}

static void *clean_up_in_a_shield(void *unused) {
    note("%s", word(weft_sleep(100)));
    weft_shield_begin();
    note("%s", word(weft_sleep(1)));
    weft_shield_end();
    note("%s", word(weft_sleep(1)));
    return unused;
}

TEST(inside_a_shield_a_cancelled_task_can_wait) {
    weft_task task = weft_spawn(clean_up_in_a_shield, NULL);
    weft_yield();
    weft_cancel(task);
    double start = weft_now();
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 1);
    assert_notes("WEFT_ECANCELED 0 WEFT_ECANCELED");
}

static void *wait_in_a_shield(void *unused) {
    weft_shield_begin();
    weft_shield_begin();
    note("%s", word(weft_sleep(1)));
    weft_shield_end();
    note("%s", word(weft_sleep(1)));
    weft_shield_end();
    note("%s", word(weft_sleep(1)));
    return unused;
}

TEST(shields_nest_and_hold_a_request_back_until_the_last_ends) {
    weft_task task = weft_spawn(wait_in_a_shield, NULL);
    weft_sleep(0.5);
    weft_cancel(task);
    double start = weft_now();
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 1.5);
    assert_notes("0 0 WEFT_ECANCELED");
}

static void *return_inside_shield(void *unused) {
    weft_shield_begin();
    note("%s", word(weft_sleep(1)));
    weft_shield_end();
    return unused;
}

TEST(a_request_that_arrived_in_a_shield_and_was_not_delivered_changes_nothing) {
    weft_task task = weft_spawn(return_inside_shield, NULL);
    weft_sleep(0.5);
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("0");
}

static void *lock_twice(void *arg) {
    weft_sleep(0);
    note("%s", word(weft_mutex_lock(arg)));
    return NULL;
}

TEST(what_had_been_granted_before_the_request_is_kept) {
    weft_mutex mutex = {0};
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_task task = weft_spawn(lock_twice, &mutex);
    settle();
    weft_mutex_unlock(&mutex);
    weft_cancel(task);
    void *result;
    int rc = weft_join(task, &result);
    if (strcmp(notes(), "0") == 0) {
        assert_rc(rc, 0);
        assert_rc(weft_mutex_try_lock(&mutex), WEFT_EAGAIN);
    } else {
        assert_rc(rc, WEFT_ECANCELED);
        assert_rc(weft_mutex_try_lock(&mutex), 0);
        weft_mutex_unlock(&mutex);
    }
}

static void *cancel_a_sibling(void *sibling) {
    CHECK(weft_cancel(*(weft_task *)sibling) == 0);
    return NULL;
}

TEST(any_task_may_cancel_any_other) {
    weft_task victim = weft_spawn(sleep_long, NULL), hunter = weft_spawn(cancel_a_sibling, &victim);
    assert_rc(weft_join(hunter, NULL), 0);
    assert_rc(weft_join(victim, NULL), WEFT_ECANCELED);
}
