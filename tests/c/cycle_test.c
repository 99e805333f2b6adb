/* A deadlock of some is told when it closes, while others go on; what ends by itself is none. */
#include "testing.h"

#include "child.h"

static weft_mutex left, right;

static void *lock_both(void *swapped) {
    weft_mutex_lock(swapped ? &right : &left);
    weft_sleep(1);
    int error = weft_mutex_lock(swapped ? &left : &right);
    printf("%s\n", error ? weft_error_name(error) : "both");
    weft_mutex_unlock(swapped ? &right : &left);
    return NULL;
}

static int cancel_one_later(void) {
    weft_task tasks[] = {weft_spawn(lock_both, NULL), weft_spawn(lock_both, "swapped")};
    for (int second = 0; second < 3; second++) {
        weft_sleep(1);
        printf("second %d\n", second + 1);
    }
    weft_cancel(tasks[0]);
    weft_gather(tasks, 2, NULL);
    return 3;
}

TEST(a_cycle_of_locks_is_told_when_it_closes_and_the_run_goes_on) {
    const child_result *child = run_child(cancel_one_later, NULL);
    assert_int_equal(child->status, 3);
    assert_string_equal(child->out, "second 1\nsecond 2\nsecond 3\nWEFT_ECANCELED\nboth\n");
    assert_says(child->err, "weft: 2 tasks wait for each other while others go on: a deadlock, unless one of "
                            "them is cancelled\n");
    assert_says(child->err, "  lock_both#3 waits in weft_mutex_lock on mutex 2 for lock_both#2 at ");
    assert_says(child->err, "  lock_both#2 waits in weft_mutex_lock on mutex 1 for lock_both#3 at ");
    assert_says(child->err, "  a cycle: lock_both#3 -> lock_both#2 -> lock_both#3\n");
}

static int end_with_them(void) {
    weft_task tasks[] = {weft_spawn(lock_both, NULL), weft_spawn(lock_both, "swapped")};
    weft_gather(tasks, 2, NULL);
    return 0;
}

TEST(where_nobody_goes_on_the_report_of_the_end_says_it_alone) {
    const child_result *child = run_child(end_with_them, NULL);
    assert_int_equal(child->status, 70);
    assert_null(strstr(child->err, "while others go on"));
    assert_says(child->err, "weft: deadlock: ");
}

static void *lock_both_for_a_while(void *swapped) {
    weft_timeout soon;
    weft_timeout_begin(&soon, 10);
    lock_both(swapped);
    weft_timeout_end(&soon);
    return NULL;
}

static int with_a_timeout(void) {
    weft_task tasks[] = {weft_spawn(lock_both_for_a_while, NULL), weft_spawn(lock_both, "swapped")};
    weft_sleep(5);
    weft_gather(tasks, 2, NULL);
    return 0;
}

TEST(a_cycle_that_a_timeout_opens_is_no_deadlock) {
    const child_result *child = run_child(with_a_timeout, NULL);
    assert_int_equal(child->status, 0);
    assert_string_equal(child->out, "WEFT_ETIMEDOUT\nboth\n");
    assert_string_equal(child->err, "");
}

/* ---- Ends of tasks ---- */

static weft_mutex mains;

static void *want_mains(void *unused) {
    if (weft_mutex_lock(&mains) == 0) weft_mutex_unlock(&mains);
    return unused;
}

static void *end_it(void *unused) {
    weft_sleep(2);
    weft_cancel(1);
    return unused;
}

/* main waits for its children, and each of them for the mutex that main holds. */
static int gather_while_holding(void) {
    weft_mutex_lock(&mains);
    weft_spawn(end_it, NULL);
    weft_task tasks[] = {weft_spawn(want_mains, NULL), weft_spawn(want_mains, NULL)};
    return weft_gather(tasks, 2, NULL) == WEFT_ECANCELED ? 4 : 5;
}

static size_t count_of(const char *text, const char *part) {
    size_t count = 0;
    while ((text = strstr(text, part))) {
        count++;
        text++;
    }
    return count;
}

TEST(who_holds_a_lock_that_its_children_want_is_told_once) {
    const child_result *child = run_child(gather_while_holding, NULL);
    assert_int_equal(child->status, 4);
    assert_int_equal(count_of(child->err, "while others go on"), 1);
    assert_says(child->err, "main#1 waits in weft_gather for 2 tasks: want_mains#3, want_mains#4 at");
    assert_says(child->err, "  a cycle: want_mains#3 -> main#1 -> want_mains#3\n");
}

static int want_mains_in_a_group(void *unused) {
    (void)unused;
    return weft_mutex_lock(&mains);
}

static int close_while_holding(void) {
    weft_group *group = weft_group_open();
    weft_spawn(end_it, NULL);
    weft_group_spawn(group, want_mains_in_a_group, NULL);
    weft_mutex_lock(&mains);
    weft_sleep(1);
    return weft_group_close(group) == WEFT_ECANCELED ? 4 : 5;
}

TEST(a_group_whose_closer_holds_what_its_child_wants_is_told) {
    const child_result *child = run_child(close_while_holding, NULL);
    assert_int_equal(child->status, 4);
    assert_says(child->err, "  a cycle: main#1 -> want_mains_in_a_group#3 -> main#1\n");
}

static weft_task ring[3];

static void *join_the_next(void *index) {
    weft_join(ring[(WEFT_UNBOX(index) + 1) % 3], NULL);
    return NULL;
}

static int join_in_a_ring(void) {
    for (int i = 0; i < 3; i++) ring[i] = weft_spawn(join_the_next, WEFT_BOX(i));
    weft_sleep(1);
    weft_cancel(ring[0]);
    weft_sleep(1);
    return 0;
}

TEST(a_ring_of_joins_is_told_when_the_last_one_joins) {
    const child_result *child = run_child(join_in_a_ring, NULL);
    assert_int_equal(child->status, 0);
    assert_says(child->err, "weft: 3 tasks wait for each other while others go on");
    assert_says(child->err,
                "  a cycle: join_the_next#4 -> join_the_next#2 -> join_the_next#3 -> join_the_next#4\n");
}

/* ---- What is none ---- */

static void *hold_for_a_while(void *mutex) {
    weft_mutex_lock(mutex);
    weft_sleep(1);
    weft_mutex_unlock(mutex);
    return NULL;
}

static int wait_in_a_chain(void) {
    weft_task first = weft_spawn(hold_for_a_while, &left);
    weft_task second = weft_spawn(hold_for_a_while, &left);
    weft_task third = weft_spawn(hold_for_a_while, &left);
    weft_join(third, NULL);
    weft_join(second, NULL);
    return weft_join(first, NULL);
}

TEST(a_chain_that_ends_with_somebody_who_goes_on_is_no_cycle) {
    const child_result *child = run_child(wait_in_a_chain, NULL);
    assert_int_equal(child->status, 0);
    assert_string_equal(child->err, "");
}

static int wait_for_any(void) {
    weft_mutex_lock(&mains);
    weft_task tasks[] = {weft_spawn(want_mains, NULL), weft_spawn(end_it, NULL)};
    int first = weft_wait_any(tasks, 2);
    weft_mutex_unlock(&mains);
    return first;
}

TEST(who_waits_for_one_of_several_goes_on_with_another) {
    const child_result *child = run_child(wait_for_any, NULL);
    assert_string_equal(child->err, "");
}
