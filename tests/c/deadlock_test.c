/* What a deadlock says: who waits for whom, through what, where, and in what cycles. */
#include "testing.h"

#include <math.h>

#include "child.h"

static weft_chan *silent;

static void *wait_for_an_item(void *unused) {
    char item;
    weft_chan_recv(silent, &item);
    return unused;
}

static int wait_for_each_other(void) {
    silent = weft_chan_new(1, 0);
    weft_task task = weft_spawn(wait_for_an_item, NULL);
    weft_join(task, NULL);
    return 0;
}

TEST(a_deadlock_is_reported_with_a_line_per_task) {
    const child_result *child = run_child(wait_for_each_other, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: deadlock");
    assert_says(child->err, "main#1");
    assert_says(child->err, "weft_join");
    assert_says(child->err, "wait_for_an_item#2");
    assert_says(child->err, "weft_chan_recv");
    assert_says(child->err, "deadlock_test.c:");
}

static weft_task ring[2];

static void *join_the_other(void *index) {
    weft_join(ring[1 - WEFT_UNBOX(index)], NULL);
    return NULL;
}

static int join_in_a_ring(void) {
    ring[0] = weft_spawn(join_the_other, WEFT_BOX(0));
    ring[1] = weft_spawn(join_the_other, WEFT_BOX(1));
    weft_sleep(1);
    weft_sleep(1);
    weft_select(NULL, 0);
    return 0;
}

TEST(a_cycle_of_joins_is_named_as_a_cycle) {
    const child_result *child = run_child(join_in_a_ring, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "cycle");
    assert_says(child->err, "join_the_other#2");
    assert_says(child->err, "join_the_other#3");
}

static weft_mutex left, right;

static void *lock_both(void *swapped) {
    weft_mutex_lock(swapped ? &right : &left);
    weft_sleep(1);
    weft_mutex_lock(swapped ? &left : &right);
    return NULL;
}

static int lock_in_a_ring(void) {
    weft_task tasks[] = {weft_spawn(lock_both, NULL), weft_spawn(lock_both, "swapped")};
    return weft_gather(tasks, 2, NULL);
}

TEST(a_cycle_of_locks_is_named_as_a_cycle) {
    const child_result *child = run_child(lock_in_a_ring, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "cycle");
    assert_says(child->err, "lock_both#2 waits in weft_mutex_lock on mutex 1 for lock_both#3 at");
    assert_says(child->err, "lock_both#3 waits in weft_mutex_lock on mutex 2 for lock_both#2 at");
}

/* ---- Names of what is waited in ---- */

static weft_sem empty[2];
static weft_cond never;
static weft_event unset;
static weft_waitgroup unfinished;
static weft_barrier wide;

static void *acquire(void *index) {
    weft_timeout soon;
    weft_timeout_begin(&soon, 1);
    weft_sem_acquire(&empty[WEFT_UNBOX(index)]);
    weft_timeout_end(&soon);
    weft_sem_acquire(&empty[WEFT_UNBOX(index)]);
    return NULL;
}

static void *wait_in_the_condition(void *unused) {
    static weft_mutex mutex;
    weft_mutex_lock(&mutex);
    weft_cond_wait(&never, &mutex);
    return unused;
}

static void *wait_for_the_event(void *unused) {
    weft_event_wait(&unset);
    return unused;
}

static void *wait_for_the_group(void *unused) {
    weft_waitgroup_wait(&unfinished);
    return unused;
}

static int wait_in_each_kind(void) {
    weft_chan_free(weft_chan_new(1, 0));
    silent = weft_chan_new(1, 0);
    weft_waitgroup_add(&unfinished, 1);
    weft_barrier_init(&wide, 2);
    weft_spawn(acquire, WEFT_BOX(1));
    weft_spawn(acquire, WEFT_BOX(0));
    weft_spawn(wait_in_the_condition, NULL);
    weft_spawn(wait_for_the_event, NULL);
    weft_spawn(wait_for_the_group, NULL);
    weft_spawn(wait_for_an_item, NULL);
    return weft_barrier_wait(&wide);
}

/* Each kind is counted by itself. A channel has its number since it was made, the others since somebody
   waited in them for the first time; and they keep it. */
TEST(what_is_waited_in_is_called_by_its_kind_and_number) {
    static const char *const lines[] = {
        "main#1 waits in weft_barrier_wait on barrier 1 at",
        "acquire#2 waits in weft_sem_acquire on semaphore 1 at",
        "acquire#3 waits in weft_sem_acquire on semaphore 2 at",
        "wait_in_the_condition#4 waits in weft_cond_wait on condition 1 at",
        "wait_for_the_event#5 waits in weft_event_wait on event 1 at",
        "wait_for_the_group#6 waits in weft_waitgroup_wait on waitgroup 1 at",
        "wait_for_an_item#7 waits in weft_chan_recv on channel 2 at",
    };
    const child_result *child = run_child(wait_in_each_kind, NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) assert_says(child->err, lines[i]);
}

/* ---- for several ---- */

static void *wait_quietly(void *unused) {
    weft_chan_recv(silent, NULL);
    return unused;
}

static int wait_for_any(void) {
    silent = weft_chan_new(1, 0);
    weft_task tasks[] = {weft_spawn(wait_quietly, NULL), weft_spawn(wait_for_an_item, NULL)};
    return weft_wait_any(tasks, 2);
}

TEST(a_wait_for_any_task_names_them_all) {
    assert_says(run_child(wait_for_any, NULL)->err,
                "main#1 waits in weft_wait_any for one of 2 tasks: wait_quietly#2, wait_for_an_item#3 at");
}

static int wait_in_a_group(void *unused) {
    (void)unused;
    return weft_chan_recv(NULL, NULL);
}

static int close_a_group(void) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, wait_in_a_group, NULL);
    return weft_group_close(group);
}

TEST(a_group_that_is_being_closed_names_its_tasks) {
    const child_result *child = run_child(close_a_group, NULL);
    assert_says(child->err, "main#1 waits in weft_group_close on group 1 for wait_in_a_group#2 at");
    assert_says(child->err, "wait_in_a_group#2 waits in weft_chan_recv on NULL at");
}

static int select_two(void) {
    weft_chan *first = weft_chan_new(1, 0), *second = weft_chan_new(1, 0);
    weft_case cases[] = {WEFT_RECV(first, NULL), WEFT_RECV(second, NULL)};
    return weft_select(cases, 2);
}

TEST(a_select_names_its_channels) {
    assert_says(run_child(select_two, NULL)->err, "main#1 waits in weft_select on channel 1, channel 2 at");
}

static void *join_main(void *unused) {
    weft_join(1, NULL);
    return unused;
}

static void *end_at_once(void *unused) { return unused; }

static int gather_one_who_waits_for_it(void) {
    weft_task tasks[] = {weft_spawn(end_at_once, NULL), weft_spawn(join_main, NULL),
                         weft_spawn(wait_quietly, NULL)};
    silent = weft_chan_new(1, 0);
    return weft_gather(tasks, 3, NULL);
}

TEST(a_cycle_through_a_gather_is_named) {
    const child_result *child = run_child(gather_one_who_waits_for_it, NULL);
    assert_says(child->err, "main#1 waits in weft_gather for 2 tasks: join_main#3, wait_quietly#4 at");
    assert_says(child->err, "a cycle: main#1 -> join_main#3 -> main#1");
}

static int join_main_from_a_group(void *unused) {
    (void)unused;
    return weft_join(1, NULL);
}

static int close_a_group_that_waits_for_it(void) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, wait_in_a_group, NULL);
    weft_group_spawn(group, join_main_from_a_group, NULL);
    return weft_group_close(group);
}

TEST(a_cycle_through_a_group_is_named) {
    assert_says(run_child(close_a_group_that_waits_for_it, NULL)->err,
                "a cycle: main#1 -> join_main_from_a_group#3 -> main#1");
}

/* ---- what never comes ---- */

static int sleep_for_centuries(void) {
    for (int i = 0; i < 3; i++)
        if (weft_sleep(3e9) != 0) return 1;
    return 0;
}

TEST(a_sleep_beyond_the_last_moment_of_the_virtual_clock_has_no_end) {
    const child_result *child = run_child(sleep_for_centuries, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "main#1 waits in weft_sleep at");
}

static int sleep_for_ever(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, INFINITY);
    return weft_sleep(INFINITY);
}

TEST(a_sleep_without_end_wakes_nobody) {
    const child_result *child = run_child(sleep_for_ever, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "main#1 waits in weft_sleep at");
}
