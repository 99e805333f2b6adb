/* Joining, gathering, waiting for any, detaching: each result reaches one caller, and is never lost. */
#include "testing.h"

static void *answer(void *unused) {
    (void)unused;
    weft_yield();
    return WEFT_BOX(42);
}

static void *sleep_then_return(void *tenths) {
    int rc = weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    if (rc < 0) {
        note("%s", weft_error_name(rc));
        return NULL;
    }
    note("%d", (int)WEFT_UNBOX(tenths));
    return tenths;
}

TEST(join_hands_over_the_result) {
    void *result = NULL;
    assert_rc(weft_join(weft_spawn(answer, NULL), &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 42);
}

TEST(join_waits_for_the_end) {
    weft_task task = weft_spawn(sleep_then_return, WEFT_BOX(20));
    double start = weft_now();
    assert_rc(weft_join(task, NULL), 0);
    assert_seconds(weft_now() - start, 2);
}

TEST(join_of_an_ended_task_does_not_wait) {
    weft_task task = weft_spawn(answer, NULL);
    weft_sleep(1);
    double start = weft_now();
    void *result;
    assert_rc(weft_join(task, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 42);
    assert_seconds(weft_now() - start, 0);
}

TEST(joining_oneself_is_a_deadlock) { assert_rc(weft_join(weft_self(), NULL), WEFT_EDEADLK); }

TEST(joining_an_unknown_id_is_a_bad_task) {
    void *result = &result;
    assert_rc(weft_join(0, &result), WEFT_EBADTASK);
    assert_rc(weft_join(-1, &result), WEFT_EBADTASK);
    assert_rc(weft_join(WEFT_ENOMEM, &result), WEFT_EBADTASK);
    assert_rc(weft_join(INT64_MAX, &result), WEFT_EBADTASK);
}

TEST(joining_twice_is_a_bad_task) {
    weft_task task = weft_spawn(answer, NULL);
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(weft_join(task, NULL), WEFT_EBADTASK);
}

static void *join_it(void *task) {
    void *result = NULL;
    int rc = weft_join(*(weft_task *)task, &result);
    note("%s/%d", rc < 0 ? weft_error_name(rc) : "0", (int)WEFT_UNBOX(result));
    return NULL;
}

TEST(joining_a_task_that_another_is_joining_is_busy) {
    weft_task task = weft_spawn(answer, NULL), joiner = weft_spawn(join_it, &task);
    weft_yield();
    assert_rc(weft_join(task, NULL), WEFT_EBUSY);
    assert_rc(weft_join(joiner, NULL), 0);
    assert_notes("0/42");
}

TEST(a_cancelled_join_leaves_the_child_running_and_joinable) {
    weft_task child = weft_spawn(sleep_then_return, WEFT_BOX(10)), joiner = weft_spawn(join_it, &child);
    weft_yield();
    assert_rc(weft_cancel(joiner), 0);
    assert_rc(weft_join(joiner, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED/0");
    void *result;
    assert_rc(weft_join(child, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 10);
}

TEST(a_timed_out_join_leaves_the_child_running_and_joinable) {
    weft_task child = weft_spawn(sleep_then_return, WEFT_BOX(10));
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.5);
    assert_rc(weft_join(child, NULL), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    void *result;
    assert_rc(weft_join(child, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 10);
}

TEST(gather_of_none_is_done) { assert_rc(weft_gather(NULL, 0, NULL), 0); }

TEST(gather_returns_results_in_the_arrays_order) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    void *results[3];
    double start = weft_now();
    assert_rc(weft_gather(tasks, 3, results), 0);
    assert_seconds(weft_now() - start, 3);
    assert_notes("10 20 30");
    assert_int_equal(WEFT_UNBOX(results[0]), 30);
    assert_int_equal(WEFT_UNBOX(results[1]), 10);
    assert_int_equal(WEFT_UNBOX(results[2]), 20);
}

TEST(gather_joins_tasks_that_have_ended_already) {
    weft_task tasks[] = {weft_spawn(answer, NULL), weft_spawn(answer, NULL)};
    weft_sleep(1);
    double start = weft_now();
    void *results[2];
    assert_rc(weft_gather(tasks, 2, results), 0);
    assert_int_equal(WEFT_UNBOX(results[0]) + WEFT_UNBOX(results[1]), 84);
    assert_seconds(weft_now() - start, 0);
}

TEST(gather_returns_the_first_error_in_the_arrays_order_and_joins_all) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)), INT64_MAX,
                         weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    weft_yield();
    weft_cancel(tasks[3]);
    void *results[4];
    assert_rc(weft_gather(tasks, 4, results), WEFT_EBADTASK);
    assert_int_equal(WEFT_UNBOX(results[0]), 30);
    assert_int_equal(WEFT_UNBOX(results[2]), 10);
    assert_null(results[3]);
    assert_notes("WEFT_ECANCELED 10 30");
}

TEST(gather_of_a_cancelled_child_is_canceled) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    weft_yield();
    weft_cancel(tasks[0]);
    void *results[2];
    assert_rc(weft_gather(tasks, 2, results), WEFT_ECANCELED);
    assert_null(results[0]);
    assert_int_equal(WEFT_UNBOX(results[1]), 20);
}

TEST(gather_of_oneself_is_a_deadlock_and_joins_the_others) {
    weft_task tasks[] = {weft_spawn(answer, NULL), weft_self()};
    void *results[2] = {0};
    assert_rc(weft_gather(tasks, 2, results), WEFT_EDEADLK);
    assert_int_equal(WEFT_UNBOX(results[0]), 42);
}

TEST(gather_of_the_same_task_twice_joins_it_once) {
    weft_task task = weft_spawn(answer, NULL);
    weft_task tasks[] = {task, task};
    void *results[2] = {0};
    assert_true(weft_gather(tasks, 2, results) < 0);
    assert_int_equal(WEFT_UNBOX(results[0]), 42);
    assert_rc(weft_join(task, NULL), WEFT_EBADTASK);
}

static void *clean_up_slowly(void *tenths) {
    weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    weft_shield_begin();
    weft_sleep(1);
    weft_shield_end();
    note("cleaned up");
    return NULL;
}

static void *gather_children(void *arg) {
    (void)arg;
    weft_task tasks[] = {weft_spawn(clean_up_slowly, WEFT_BOX(100)),
                         weft_spawn(clean_up_slowly, WEFT_BOX(100))};
    note("%s", weft_error_name(weft_gather(tasks, 2, NULL)));
    CHECK(weft_detach(tasks[0]) == WEFT_EBADTASK);
    CHECK(weft_detach(tasks[1]) == WEFT_EBADTASK);
    return NULL;
}

TEST(a_cancelled_gather_cancels_its_children_and_waits_for_them) {
    weft_task task = weft_spawn(gather_children, NULL);
    weft_sleep(1);
    double start = weft_now();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_seconds(weft_now() - start, 1);
    assert_notes("cleaned up cleaned up WEFT_ECANCELED");
}

TEST(a_timed_out_gather_cancels_its_children_and_waits_for_them) {
    weft_task tasks[] = {weft_spawn(clean_up_slowly, WEFT_BOX(100)),
                         weft_spawn(clean_up_slowly, WEFT_BOX(100))};
    weft_timeout timeout;
    double start = weft_now();
    weft_timeout_begin(&timeout, 2);
    assert_rc(weft_gather(tasks, 2, NULL), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_seconds(weft_now() - start, 3);
    assert_notes("cleaned up cleaned up");
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

TEST(wait_any_returns_the_index_of_the_first_that_ended_and_joins_none) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    double start = weft_now();
    assert_rc(weft_wait_any(tasks, 3), 1);
    assert_seconds(weft_now() - start, 1);
    for (int i = 0; i < 3; i++) {
        void *result;
        assert_rc(weft_join(tasks[i], &result), 0);
    }
}

TEST(wait_any_returns_at_once_when_one_has_ended) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(10))};
    weft_sleep(2);
    double start = weft_now();
    assert_rc(weft_wait_any(tasks, 2), 1);
    assert_seconds(weft_now() - start, 0);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
}

TEST(of_several_that_have_ended_wait_any_returns_the_first_to_end) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    weft_sleep(5);
    assert_rc(weft_wait_any(tasks, 3), 1);
    assert_rc(weft_gather(tasks, 3, NULL), 0);
}

TEST(wait_any_of_many_tasks) {
    enum { COUNT = 50 };
    weft_task tasks[COUNT];
    for (int i = 0; i < COUNT; i++) tasks[i] = weft_spawn(sleep_then_return, WEFT_BOX(100 - i));
    assert_rc(weft_wait_any(tasks, COUNT), COUNT - 1);
    assert_rc(weft_gather(tasks, COUNT, NULL), 0);
}

TEST(wait_any_of_oneself_is_a_deadlock) {
    weft_task self = weft_self();
    assert_rc(weft_wait_any(&self, 1), WEFT_EDEADLK);
}

static void *watch_it(void *task) {
    note("%d", weft_wait_any(task, 1));
    return NULL;
}

TEST(a_task_may_be_watched_and_joined_by_others_at_once) {
    weft_task task = weft_spawn(answer, NULL);
    weft_task others[] = {weft_spawn(watch_it, &task), weft_spawn(watch_it, &task),
                          weft_spawn(join_it, &task)};
    assert_rc(weft_gather(others, 3, NULL), 0);
    assert_non_null(strstr(notes(), "0/42"));
    assert_int_equal(strlen(notes()), strlen("0 0 0/42"));
}

TEST(wait_any_of_none_is_invalid) { assert_rc(weft_wait_any(NULL, 0), WEFT_EINVAL); }

TEST(wait_any_of_an_unknown_id_is_a_bad_task) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(10)), INT64_MAX};
    assert_rc(weft_wait_any(tasks, 2), WEFT_EBADTASK);
    assert_rc(weft_join(tasks[0], NULL), 0);
}

TEST(a_timed_out_wait_any_leaves_every_task_running) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_wait_any(tasks, 2), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_notes("20 30");
}

TEST(wait_any_serves_as_completed_in_a_loop) {
    weft_task tasks[] = {weft_spawn(sleep_then_return, WEFT_BOX(30)),
                         weft_spawn(sleep_then_return, WEFT_BOX(10)),
                         weft_spawn(sleep_then_return, WEFT_BOX(20))};
    for (size_t left = 3; left > 0; left--) {
        int index = weft_wait_any(tasks, left);
        assert_in_range(index, 0, left - 1);
        void *result;
        assert_rc(weft_join(tasks[index], &result), 0);
        note("=%d", (int)WEFT_UNBOX(result));
        tasks[index] = tasks[left - 1];
    }
    assert_notes("10 =10 20 =20 30 =30");
}
