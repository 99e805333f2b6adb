/* Mutexes, conditions, semaphores, events, wait groups and barriers: handed over first come, first served. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

/* ---- mutex ---- */

static weft_mutex mutex;

static void *enter(void *name) {
    int rc = weft_mutex_lock(&mutex);
    note("%s:%s", (const char *)name, word(rc));
    if (rc < 0) return NULL;
    weft_sleep(1);
    weft_mutex_unlock(&mutex);
    return NULL;
}

TEST(a_mutex_lets_one_task_in_at_a_time) {
    weft_task tasks[] = {weft_spawn(enter, "a"), weft_spawn(enter, "b"), weft_spawn(enter, "c")};
    double start = weft_now();
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_seconds(weft_now() - start, 3);
    assert_notes("a:0 b:0 c:0");
}

TEST(locking_a_free_mutex_does_not_wait) {
    weft_task other = weft_spawn(enter, "other");
    assert_rc(weft_mutex_lock(&mutex), 0);
    assert_notes("");
    assert_rc(weft_mutex_unlock(&mutex), 0);
    assert_rc(weft_join(other, NULL), 0);
}

TEST(locking_a_mutex_that_one_holds_is_a_deadlock) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    assert_rc(weft_mutex_lock(&mutex), WEFT_EDEADLK);
    assert_rc(weft_mutex_unlock(&mutex), 0);
}

static void *try_it(void *unused) {
    note("%s", word(weft_mutex_try_lock(&mutex)));
    return unused;
}

TEST(try_lock_of_a_held_mutex_is_again) {
    assert_rc(weft_mutex_try_lock(&mutex), 0);
    assert_rc(weft_mutex_try_lock(&mutex), WEFT_EAGAIN);
    assert_rc(weft_join(weft_spawn(try_it, NULL), NULL), 0);
    assert_notes("WEFT_EAGAIN");
    assert_rc(weft_mutex_unlock(&mutex), 0);
}

TEST(unlock_hands_the_mutex_to_the_first_that_waits) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_task task = weft_spawn(enter, "waiter");
    settle();
    assert_rc(weft_mutex_unlock(&mutex), 0);
    assert_rc(weft_mutex_try_lock(&mutex), WEFT_EAGAIN);
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(weft_mutex_try_lock(&mutex), 0);
    weft_mutex_unlock(&mutex);
}

TEST(a_cancelled_waiter_leaves_the_queue) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_task a = weft_spawn(enter, "a"), b = weft_spawn(enter, "b");
    settle();
    weft_cancel(a);
    assert_rc(weft_join(a, NULL), WEFT_ECANCELED);
    assert_rc(weft_mutex_unlock(&mutex), 0);
    assert_rc(weft_join(b, NULL), 0);
    assert_notes("a:WEFT_ECANCELED b:0");
}

TEST(a_waiter_cancelled_at_the_moment_it_is_woken_loses_no_lock) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_task a = weft_spawn(enter, "a"), b = weft_spawn(enter, "b");
    settle();
    weft_mutex_unlock(&mutex);
    weft_cancel(a);
    weft_join(a, NULL);
    assert_rc(weft_join(b, NULL), 0);
    assert_non_null(strstr(notes(), "b:0"));
    assert_rc(weft_mutex_try_lock(&mutex), 0);
    weft_mutex_unlock(&mutex);
}

TEST(a_lock_that_times_out_is_not_held) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_timeout timeout;
    weft_task task = weft_spawn(enter, "task");
    settle();
    weft_cancel(task);
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_false(weft_timeout_end(&timeout));
    weft_mutex_unlock(&mutex);
    assert_rc(weft_mutex_try_lock(&mutex), 0);
    weft_mutex_unlock(&mutex);
}

enum { PHILOSOPHERS = 5, MEALS = 20 };
static weft_mutex forks[PHILOSOPHERS];
static int eaten[PHILOSOPHERS];

static void *dine(void *seat) {
    intptr_t i = WEFT_UNBOX(seat), j = (i + 1) % PHILOSOPHERS;
    weft_mutex *first = &forks[i < j ? i : j], *second = &forks[i < j ? j : i];
    for (int meal = 0; meal < MEALS; meal++) {
        CHECK(weft_mutex_lock(first) == 0);
        weft_yield();
        CHECK(weft_mutex_lock(second) == 0);
        eaten[i]++;
        weft_sleep(0.001);
        weft_mutex_unlock(second);
        weft_mutex_unlock(first);
    }
    for (int k = 0; k < PHILOSOPHERS; k++) CHECK(eaten[k] > 0);
    return NULL;
}

TEST(no_dining_philosopher_starves) {
    weft_task tasks[PHILOSOPHERS];
    memset(eaten, 0, sizeof eaten);
    for (int i = 0; i < PHILOSOPHERS; i++) tasks[i] = weft_spawn(dine, WEFT_BOX(i));
    assert_rc(weft_gather(tasks, PHILOSOPHERS, NULL), 0);
    for (int i = 0; i < PHILOSOPHERS; i++) assert_int_equal(eaten[i], MEALS);
}

/* ---- condition ---- */

static weft_cond cond;
static int stock;

static void *take(void *name) {
    int rc = weft_mutex_lock(&mutex);
    while (rc == 0 && stock == 0) rc = weft_cond_wait(&cond, &mutex);
    if (rc == 0) stock--;
    note("%s:%s", (const char *)name, word(rc));
    weft_mutex_unlock(&mutex);
    return NULL;
}

static void put(int count, bool all) {
    assert_rc(weft_mutex_lock(&mutex), 0);
    stock += count;
    assert_rc(all ? weft_cond_broadcast(&cond) : weft_cond_signal(&cond), 0);
    assert_rc(weft_mutex_unlock(&mutex), 0);
}

TEST(signal_wakes_the_first_that_waits) {
    weft_task a = weft_spawn(take, "a"), b = weft_spawn(take, "b");
    settle();
    put(1, false);
    settle();
    assert_notes("a:0");
    put(1, false);
    assert_rc(weft_gather((weft_task[]){a, b}, 2, NULL), 0);
    assert_notes("a:0 b:0");
}

TEST(broadcast_wakes_all) {
    weft_task tasks[] = {weft_spawn(take, "a"), weft_spawn(take, "b"), weft_spawn(take, "c")};
    settle();
    put(3, true);
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_notes("a:0 b:0 c:0");
}

TEST(a_signal_without_a_waiter_is_lost) {
    put(0, false);
    put(0, true);
    weft_task task = weft_spawn(take, "a");
    settle();
    assert_notes("");
    put(1, false);
    assert_rc(weft_join(task, NULL), 0);
}

TEST(a_cancelled_wait_holds_the_mutex_again) {
    weft_task task = weft_spawn(take, "a");
    settle();
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_cancel(task);
    settle();
    assert_notes("");
    assert_rc(weft_mutex_unlock(&mutex), 0);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("a:WEFT_ECANCELED");
    assert_rc(weft_mutex_try_lock(&mutex), 0);
    weft_mutex_unlock(&mutex);
}

TEST(a_wait_that_times_out_holds_the_mutex_again) {
    weft_timeout timeout;
    assert_rc(weft_mutex_lock(&mutex), 0);
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_cond_wait(&cond, &mutex), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_mutex_unlock(&mutex), 0);
}

TEST(a_signalled_waiter_that_is_cancelled_hands_the_signal_on) {
    weft_task a = weft_spawn(take, "a"), b = weft_spawn(take, "b");
    settle();
    put(1, false);
    weft_cancel(a);
    weft_join(a, NULL);
    if (strcmp(notes(), "a:0") == 0) put(1, false);
    assert_rc(weft_join(b, NULL), 0);
    stock = 0;
}

/* ---- semaphore ---- */

static weft_sem sem;
static int inside, most;

static void *work(void *name) {
    int rc = weft_sem_acquire(&sem);
    if (rc < 0) {
        note("%s:%s", (const char *)name, word(rc));
        return NULL;
    }
    note("%s", (const char *)name);
    if (++inside > most) most = inside;
    weft_sleep(1);
    inside--;
    weft_sem_release(&sem);
    return NULL;
}

TEST(a_semaphore_limits_how_many_are_inside) {
    weft_task tasks[6];
    weft_sem_init(&sem, 2);
    inside = most = 0;
    double start = weft_now();
    for (int i = 0; i < 6; i++) tasks[i] = weft_spawn(work, "w");
    assert_rc(weft_gather(tasks, 6, NULL), 0);
    assert_int_equal(most, 2);
    assert_seconds(weft_now() - start, 3);
}

TEST(a_semaphore_serves_first_come_first_served) {
    weft_sem_init(&sem, 0);
    weft_task tasks[] = {weft_spawn(work, "a"), weft_spawn(work, "b"), weft_spawn(work, "c")};
    settle();
    assert_rc(weft_sem_release(&sem), 0);
    assert_rc(weft_sem_try_acquire(&sem), WEFT_EAGAIN);
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_notes("a b c");
}

TEST(try_acquire_never_waits) {
    weft_sem_init(&sem, 1);
    assert_rc(weft_sem_try_acquire(&sem), 0);
    assert_rc(weft_sem_try_acquire(&sem), WEFT_EAGAIN);
    assert_rc(weft_sem_release(&sem), 0);
    assert_rc(weft_sem_try_acquire(&sem), 0);
}

TEST(a_zeroed_semaphore_has_no_permits) {
    weft_sem zero = {0};
    assert_rc(weft_sem_try_acquire(&zero), WEFT_EAGAIN);
    assert_rc(weft_sem_release(&zero), 0);
    assert_rc(weft_sem_acquire(&zero), 0);
}

TEST(a_cancelled_acquirer_swallows_no_permit) {
    weft_sem_init(&sem, 0);
    weft_task a = weft_spawn(work, "a"), b = weft_spawn(work, "b");
    settle();
    assert_rc(weft_sem_release(&sem), 0);
    weft_cancel(a);
    weft_join(a, NULL);
    assert_rc(weft_join(b, NULL), 0);
    assert_non_null(strchr(notes(), 'b'));
    assert_rc(weft_sem_try_acquire(&sem), 0);
    assert_rc(weft_sem_try_acquire(&sem), WEFT_EAGAIN);
}

TEST(an_acquirer_that_timed_out_leaves_the_queue) {
    weft_sem_init(&sem, 0);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_sem_acquire(&sem), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_sem_release(&sem), 0);
    assert_rc(weft_sem_try_acquire(&sem), 0);
}

/* ---- event ---- */

static weft_event event;

static void *wait_event(void *name) {
    note("%s:%s", (const char *)name, word(weft_event_wait(&event)));
    return NULL;
}

TEST(an_event_wakes_all_that_wait_and_stays_set) {
    event = (weft_event){0};
    weft_task tasks[] = {weft_spawn(wait_event, "a"), weft_spawn(wait_event, "b")};
    settle();
    assert_false(weft_event_is_set(&event));
    assert_rc(weft_event_set(&event), 0);
    assert_true(weft_event_is_set(&event));
    assert_rc(weft_event_wait(&event), 0);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_notes("a:0 b:0");
}

TEST(a_cleared_event_is_waited_for_again) {
    event = (weft_event){0};
    assert_rc(weft_event_set(&event), 0);
    assert_rc(weft_event_set(&event), 0);
    assert_rc(weft_event_clear(&event), 0);
    assert_false(weft_event_is_set(&event));
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_event_wait(&event), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

TEST(a_waiter_woken_by_an_event_that_is_cleared_at_once_still_passes) {
    event = (weft_event){0};
    weft_task task = weft_spawn(wait_event, "a");
    settle();
    weft_event_set(&event);
    weft_event_clear(&event);
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("a:0");
}

/* ---- waitgroup ---- */

static weft_waitgroup waitgroup;

static void *do_a_part(void *tenths) {
    weft_sleep((double)WEFT_UNBOX(tenths) / 10);
    CHECK(weft_waitgroup_done(&waitgroup) == 0);
    return NULL;
}

TEST(a_waitgroup_waits_until_its_count_is_zero) {
    waitgroup = (weft_waitgroup){0};
    assert_rc(weft_waitgroup_wait(&waitgroup), 0);
    assert_rc(weft_waitgroup_add(&waitgroup, 3), 0);
    for (int i = 1; i <= 3; i++) weft_detach(weft_spawn(do_a_part, WEFT_BOX(i * 10)));
    double start = weft_now();
    assert_rc(weft_waitgroup_wait(&waitgroup), 0);
    assert_seconds(weft_now() - start, 3);
}

TEST(a_count_below_zero_is_invalid_and_changes_nothing) {
    waitgroup = (weft_waitgroup){0};
    assert_rc(weft_waitgroup_done(&waitgroup), WEFT_EINVAL);
    assert_rc(weft_waitgroup_add(&waitgroup, 2), 0);
    assert_rc(weft_waitgroup_add(&waitgroup, -3), WEFT_EINVAL);
    assert_rc(weft_waitgroup_add(&waitgroup, -2), 0);
    assert_rc(weft_waitgroup_wait(&waitgroup), 0);
    assert_rc(weft_waitgroup_add(&waitgroup, INT32_MIN), WEFT_EINVAL);
}

static void *wait_for_the_group(void *name) {
    note("%s:%s", (const char *)name, word(weft_waitgroup_wait(&waitgroup)));
    return NULL;
}

TEST(all_that_wait_for_a_waitgroup_are_woken) {
    waitgroup = (weft_waitgroup){0};
    assert_rc(weft_waitgroup_add(&waitgroup, 1), 0);
    weft_task tasks[] = {weft_spawn(wait_for_the_group, "a"), weft_spawn(wait_for_the_group, "b")};
    settle();
    assert_notes("");
    assert_rc(weft_waitgroup_done(&waitgroup), 0);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_notes("a:0 b:0");
}

TEST(a_cancelled_wait_for_a_waitgroup_leaves_its_count) {
    waitgroup = (weft_waitgroup){0};
    assert_rc(weft_waitgroup_add(&waitgroup, 1), 0);
    weft_task task = weft_spawn(wait_for_the_group, "a");
    settle();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_rc(weft_waitgroup_done(&waitgroup), 0);
    assert_rc(weft_waitgroup_wait(&waitgroup), 0);
}

/* ---- barrier ---- */

static weft_barrier barrier;

static void *meet(void *name) {
    for (int round = 1; round <= 3; round++) {
        note("%s%d", (const char *)name, round);
        int rc = weft_barrier_wait(&barrier);
        if (rc < 0) {
            note("%s:%s", (const char *)name, word(rc));
            return NULL;
        }
    }
    return NULL;
}

TEST(a_barrier_holds_tasks_until_all_have_come_again_and_again) {
    assert_rc(weft_barrier_init(&barrier, 3), 0);
    weft_task tasks[] = {weft_spawn(meet, "a"), weft_spawn(meet, "b"), weft_spawn(meet, "c")};
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    char rounds[10] = {0};
    int count = 0;
    for (const char *c = notes(); *c; c++)
        if (*c >= '1' && *c <= '3') rounds[count++] = *c;
    assert_string_equal(rounds, "111222333");
}

TEST(one_that_is_cancelled_has_not_come) {
    assert_rc(weft_barrier_init(&barrier, 2), 0);
    weft_task a = weft_spawn(meet, "a");
    settle();
    weft_cancel(a);
    assert_rc(weft_join(a, NULL), WEFT_ECANCELED);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_barrier_wait(&barrier), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

TEST(a_barrier_of_one_never_waits) {
    assert_rc(weft_barrier_init(&barrier, 1), 0);
    assert_rc(weft_barrier_wait(&barrier), 0);
    assert_rc(weft_barrier_wait(&barrier), 0);
}

TEST(a_barrier_of_none_is_invalid) {
    weft_barrier zero = {0};
    assert_rc(weft_barrier_init(&zero, 0), WEFT_EINVAL);
    assert_rc(weft_barrier_wait(&zero), WEFT_EINVAL);
}
