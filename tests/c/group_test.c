/* Groups: children end before the group does, and the first failure cancels the rest. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

static int sleep_tenths(void *tenths) {
    int rc = weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    note("%d:%s", (int)WEFT_UNBOX(tenths), word(rc));
    return rc;
}

static int fail_after_tenths(void *tenths) {
    int rc = weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    if (rc < 0) return rc;
    note("%d:fails", (int)WEFT_UNBOX(tenths));
    return WEFT_EIO;
}

TEST(closing_an_empty_group_is_done) { assert_rc(weft_group_close(weft_group_open()), 0); }

TEST(close_waits_for_all_children) {
    weft_group *group = weft_group_open();
    assert_non_null(group);
    assert_true(weft_group_spawn(group, sleep_tenths, WEFT_BOX(20)) > 1);
    assert_true(weft_group_spawn(group, sleep_tenths, WEFT_BOX(10)) > 1);
    double start = weft_now();
    assert_rc(weft_group_close(group), 0);
    assert_seconds(weft_now() - start, 2);
    assert_notes("10:0 20:0");
}

TEST(close_after_the_children_have_ended_does_not_wait) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(10));
    weft_sleep(2);
    double start = weft_now();
    assert_rc(weft_group_close(group), 0);
    assert_seconds(weft_now() - start, 0);
}

TEST(a_child_that_fails_cancels_its_siblings) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(100));
    weft_group_spawn(group, fail_after_tenths, WEFT_BOX(10));
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(5));
    double start = weft_now();
    assert_rc(weft_group_close(group), WEFT_EIO);
    assert_seconds(weft_now() - start, 1);
    assert_notes("5:0 10:fails 100:WEFT_ECANCELED");
}

TEST(siblings_are_cancelled_at_once_not_at_close) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(100));
    weft_group_spawn(group, fail_after_tenths, WEFT_BOX(10));
    weft_sleep(2);
    assert_notes("10:fails 100:WEFT_ECANCELED");
    assert_rc(weft_group_close(group), WEFT_EIO);
}

static int fail_on_cancel(void *unused) {
    (void)unused;
    weft_sleep(100);
    return WEFT_ETOOBIG;
}

TEST(close_returns_the_error_of_the_child_that_failed_first) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, fail_on_cancel, NULL);
    weft_group_spawn(group, fail_after_tenths, WEFT_BOX(10));
    assert_rc(weft_group_close(group), WEFT_EIO);
}

TEST(a_group_without_failure_is_not_cancelled_by_positive_results) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(0));
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(10));
    assert_rc(weft_group_close(group), 0);
    assert_notes("0:0 10:0");
}

TEST(group_cancel_cancels_every_child) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(100));
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(200));
    weft_yield();
    assert_rc(weft_group_cancel(group), 0);
    double start = weft_now();
    assert_rc(weft_group_close(group), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 0);
    assert_notes("100:WEFT_ECANCELED 200:WEFT_ECANCELED");
}

TEST(a_child_spawned_into_a_failed_group_never_runs) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, fail_after_tenths, WEFT_BOX(0));
    settle();
    clear_notes();
    assert_true(weft_group_spawn(group, sleep_tenths, WEFT_BOX(10)) > 0);
    assert_rc(weft_group_close(group), WEFT_EIO);
    assert_notes("");
}

TEST(a_child_spawned_into_a_cancelled_group_never_runs) {
    weft_group *group = weft_group_open();
    weft_group_cancel(group);
    assert_true(weft_group_spawn(group, sleep_tenths, WEFT_BOX(10)) > 0);
    assert_rc(weft_group_close(group), WEFT_ECANCELED);
    assert_notes("");
}

static int clean_up(void *unused) {
    (void)unused;
    weft_sleep(100);
    weft_shield_begin();
    weft_sleep(1);
    weft_shield_end();
    note("cleaned up");
    return 0;
}

static void *own_a_group(void *unused) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, clean_up, NULL);
    weft_group_spawn(group, clean_up, NULL);
    note("%s", word(weft_group_close(group)));
    return unused;
}

TEST(a_cancelled_close_cancels_the_children_and_still_waits_for_them) {
    weft_task task = weft_spawn(own_a_group, NULL);
    weft_sleep(1);
    double start = weft_now();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 1);
    assert_notes("cleaned up cleaned up WEFT_ECANCELED");
}

TEST(a_close_that_times_out_cancels_the_children_and_still_waits_for_them) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, clean_up, NULL);
    double start = weft_now();
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    assert_rc(weft_group_close(group), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_seconds(weft_now() - start, 3);
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

static int spawn_a_sibling(void *group) {
    note("elder");
    CHECK(weft_group_spawn(group, sleep_tenths, WEFT_BOX(10)) > 0);
    return 0;
}

TEST(a_child_may_spawn_siblings_while_close_waits) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, spawn_a_sibling, group);
    assert_rc(weft_group_close(group), 0);
    assert_notes("elder 10:0");
}

static int own_an_inner_group(void *unused) {
    (void)unused;
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(100));
    return weft_group_close(group);
}

TEST(cancelling_an_outer_group_reaches_the_inner_one) {
    weft_group *outer = weft_group_open();
    weft_group_spawn(outer, own_an_inner_group, NULL);
    weft_sleep(1);
    weft_group_cancel(outer);
    assert_rc(weft_group_close(outer), WEFT_ECANCELED);
    assert_notes("100:WEFT_ECANCELED");
}

static int fail_in_an_inner_group(void *unused) {
    (void)unused;
    weft_group *group = weft_group_open();
    weft_group_spawn(group, fail_after_tenths, WEFT_BOX(10));
    return weft_group_close(group);
}

TEST(a_failure_passes_from_the_inner_group_to_the_outer) {
    weft_group *outer = weft_group_open();
    weft_group_spawn(outer, fail_in_an_inner_group, NULL);
    weft_group_spawn(outer, sleep_tenths, WEFT_BOX(100));
    assert_rc(weft_group_close(outer), WEFT_EIO);
    assert_notes("10:fails 100:WEFT_ECANCELED");
}

TEST(the_group_owns_its_children) {
    weft_group *group = weft_group_open();
    weft_task child = weft_group_spawn(group, sleep_tenths, WEFT_BOX(10));
    assert_rc(weft_join(child, NULL), WEFT_EBUSY);
    assert_rc(weft_detach(child), WEFT_EBUSY);
    assert_rc(weft_group_close(group), 0);
}

TEST(one_child_may_be_cancelled_alone) {
    weft_group *group = weft_group_open();
    weft_task child = weft_group_spawn(group, sleep_tenths, WEFT_BOX(100));
    weft_yield();
    weft_cancel(child);
    assert_rc(weft_group_close(group), WEFT_ECANCELED);
    assert_notes("100:WEFT_ECANCELED");
}

static void *close_it(void *group) {
    note("%s", word(weft_group_close(group)));
    return NULL;
}

TEST(closing_a_group_that_another_task_is_closing_is_busy) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, sleep_tenths, WEFT_BOX(10));
    weft_task first = weft_spawn(close_it, group);
    weft_yield();
    assert_rc(weft_group_close(group), WEFT_EBUSY);
    assert_rc(weft_join(first, NULL), 0);
    assert_notes("10:0 0");
}

TEST(group_calls_check_their_arguments) {
    weft_group *group = weft_group_open();
    assert_rc(weft_group_spawn(group, NULL, NULL), WEFT_EINVAL);
    assert_rc(weft_group_close(group), 0);
}

TEST(a_thousand_children_are_closed_at_once) {
    weft_group *group = weft_group_open();
    for (int i = 0; i < 1000; i++) assert_true(weft_group_spawn(group, own_an_inner_group, NULL) > 0);
    weft_sleep(1);
    weft_group_cancel(group);
    assert_rc(weft_group_close(group), WEFT_ECANCELED);
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

/* ---- A child that closes ---- */

static weft_group *outer_group, *inner_group;

static int close_the_outer(void *unused) {
    (void)unused;
    note("%s", weft_error_name(weft_group_close(outer_group)));
    return 0;
}

TEST(a_child_that_closes_its_own_group_would_wait_for_itself) {
    outer_group = weft_group_open();
    weft_group_spawn(outer_group, close_the_outer, NULL);
    assert_rc(weft_group_close(outer_group), 0);
    assert_notes("WEFT_EDEADLK");
}

TEST(a_child_that_closes_its_own_group_first_leaves_it_to_be_closed) {
    outer_group = weft_group_open();
    weft_group_spawn(outer_group, close_the_outer, NULL);
    weft_sleep(1);
    assert_notes("WEFT_EDEADLK");
    assert_rc(weft_group_close(outer_group), 0);
}

static int close_the_outer_when_cancelled(void *unused) {
    weft_sleep(100);
    return close_the_outer(unused);
}

TEST(a_cancelled_child_that_closes_its_own_group_would_wait_for_itself) {
    outer_group = weft_group_open();
    weft_group_spawn(outer_group, close_the_outer_when_cancelled, NULL);
    weft_sleep(1);
    weft_group_cancel(outer_group);
    assert_rc(weft_group_close(outer_group), 0);
    assert_notes("WEFT_EDEADLK");
}

static int open_and_close_the_inner(void *child) {
    inner_group = weft_group_open();
    weft_group_spawn(inner_group, *(int (**)(void *))child, NULL);
    return weft_group_close(inner_group);
}

/* Its parent waits for it in a close, and the outer group for its parent. */
TEST(a_grandchild_that_closes_the_outer_group_would_wait_for_itself) {
    int (*child)(void *) = close_the_outer_when_cancelled;
    outer_group = weft_group_open();
    weft_group_spawn(outer_group, open_and_close_the_inner, &child);
    weft_sleep(1);
    weft_group_cancel(outer_group);
    assert_rc(weft_group_close(outer_group), WEFT_ECANCELED);
    assert_notes("WEFT_EDEADLK");
}

static int sleep_a_little(void *unused) {
    (void)unused;
    return weft_sleep(1);
}

TEST(a_child_may_close_another_group) {
    int (*child)(void *) = sleep_a_little;
    outer_group = weft_group_open();
    weft_group_spawn(outer_group, open_and_close_the_inner, &child);
    assert_rc(weft_group_close(outer_group), 0);
}
