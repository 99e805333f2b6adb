/* Timeouts and shields that nobody closed: each ends a process of its own, at the end of whose they are or at
   the next call that waits. (That others are not taken for open ones is timeout_test's.) */
#include "testing.h"

#include "child.h"

#define NOINLINE __attribute__((noinline))

static weft_timeout kept[2]; /* in no frame */

static void assert_misuse(int (*body)(void), const char *said) {
    const child_result *child = run_child(body, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, said);
    assert_says(child->err, "open_scope_test.c:");
}

/* ---- At the end of a task ---- */

static void *leave_timeout(void *unused) {
    weft_timeout_begin(&kept[0], 5);
    weft_sleep(1);
    return unused;
}

static int task_leaves_timeout(void) { return weft_join(weft_spawn(leave_timeout, NULL), NULL); }

TEST(a_timeout_left_open_at_the_end_of_its_task_is_misuse) {
    assert_misuse(task_leaves_timeout,
                  "weft: weft_timeout_begin: the task has ended without weft_timeout_end, "
                  "in leave_timeout#2 at ");
}

static void *leave_local_timeout(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 5);
    return unused;
}

static int task_leaves_local_timeout(void) { return weft_join(weft_spawn(leave_local_timeout, NULL), NULL); }

TEST(a_local_timeout_left_open_without_a_wait_is_misuse) {
    assert_misuse(task_leaves_local_timeout, "in leave_local_timeout#2 at ");
}

static void *leave_shield(void *unused) {
    weft_shield_begin();
    weft_yield();
    return unused;
}

static int detached_task_leaves_shield(void) {
    weft_detach(weft_spawn(leave_shield, NULL));
    return weft_sleep(1);
}

TEST(a_shield_left_open_at_the_end_of_its_task_is_misuse) {
    assert_misuse(
        detached_task_leaves_shield,
        "weft: weft_shield_begin: the task has ended without weft_shield_end, in leave_shield#2 at ");
}

static int leave_timeout_in_group(void *unused) {
    leave_timeout(unused);
    return 0;
}

static int child_of_group_leaves_timeout(void) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, leave_timeout_in_group, NULL);
    return weft_group_close(group);
}

TEST(a_timeout_left_open_by_a_child_of_a_group_is_misuse) {
    assert_misuse(child_of_group_leaves_timeout, "in leave_timeout_in_group#2 at ");
}

static int wait_for_one_that_leaves_timeout(void) { return weft_wait_for(leave_timeout, NULL, 9, NULL); }

TEST(a_timeout_left_open_by_a_task_that_is_waited_for_is_misuse) {
    assert_misuse(wait_for_one_that_leaves_timeout, "in leave_timeout#2 at ");
}

static int cancelled_task_leaves_timeout(void) {
    weft_task task = weft_spawn(leave_timeout, NULL);
    weft_yield();
    weft_cancel(task);
    return weft_join(task, NULL);
}

TEST(a_timeout_left_open_because_of_a_cancellation_is_misuse) {
    assert_misuse(cancelled_task_leaves_timeout, "in leave_timeout#2 at ");
}

/* ---- At the end of a generator's body ---- */

static int drain(weft_gen *gen) {
    while (weft_gen_next(gen, NULL) == 0) {}
    weft_gen_free(gen);
    return 0;
}

static int body_leaves_timeout(void) { return drain(weft_gen_new(leave_local_timeout, NULL)); }

TEST(a_timeout_left_open_at_the_end_of_a_body_is_misuse) {
    assert_misuse(body_leaves_timeout, "weft: weft_timeout_begin: the generator's body has ended without "
                                       "weft_timeout_end, in main#1 (generator 1, leave_local_timeout) at ");
}

static int body_leaves_shield_within_timeout(void) {
    weft_timeout_begin(&kept[1], 9);
    return drain(weft_gen_new(leave_shield, NULL));
}

TEST(a_shield_left_open_at_the_end_of_a_body_is_misuse) {
    assert_misuse(body_leaves_shield_within_timeout,
                  "weft: weft_shield_begin: the generator's body has ended "
                  "without weft_shield_end, in main#1 (generator 1, leave_shield) at ");
}

/* ---- By a function that has returned ---- */

static NOINLINE int return_early(int seconds) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int error = weft_sleep(seconds);
    if (error) return error;
    weft_timeout_end(&timeout);
    return 0;
}

#define SAID_RETURNED "weft: weft_timeout_begin: its function has returned without weft_timeout_end"

static int sleep_after_return(void) {
    return_early(5);
    return weft_sleep(1);
}

static int yield_after_return(void) {
    return_early(5);
    return weft_yield();
}

static weft_mutex mutex;

static int lock_after_return(void) {
    return_early(5);
    return weft_mutex_lock(&mutex);
}

static int receive_after_return(void) {
    weft_chan *chan = weft_chan_new(1, 1);
    char item = 'x';
    weft_chan_send(chan, &item);
    return_early(5);
    return weft_chan_recv(chan, &item);
}

static int select_after_return(void) {
    weft_chan *chan = weft_chan_new(1, 1);
    char item = 'x';
    weft_case cases[] = {WEFT_SEND(chan, &item)};
    return_early(5);
    return weft_select(cases, 1);
}

static void *nothing(void *unused) { return unused; }

static int join_after_return(void) {
    weft_task task = weft_spawn(nothing, NULL);
    return_early(5);
    return weft_join(task, NULL);
}

static int gather_after_return(void) {
    weft_task tasks[] = {weft_spawn(nothing, NULL)};
    return_early(5);
    return weft_gather(tasks, 1, NULL);
}

static int close_group_after_return(void) {
    weft_group *group = weft_group_open();
    return_early(5);
    return weft_group_close(group);
}

static int read_after_return(void) {
    char line[8];
    return_early(5);
    return weft_read_line(line, sizeof line);
}

static int fetch_after_return(void) {
    weft_response response;
    return_early(5);
    return weft_fetch("/delay/0", NULL, &response);
}

static int wait_for_after_return(void) {
    return_early(5);
    return weft_wait_for(nothing, NULL, 1, NULL);
}

static void *yield_for_ever(void *unused) {
    while (weft_gen_yield(NULL, NULL) == 0) {}
    return unused;
}

static int next_after_return(void) {
    weft_gen *gen = weft_gen_new(yield_for_ever, NULL);
    return_early(5);
    return weft_gen_next(gen, NULL);
}

static int begin_after_return(void) {
    return_early(5);
    weft_timeout_begin(&kept[0], 1);
    return 0;
}

TEST(a_timeout_whose_function_has_returned_is_found_at_the_next_call) {
    int (*bodies[])(void) = {sleep_after_return,   yield_after_return,       lock_after_return,
                             receive_after_return, select_after_return,      join_after_return,
                             gather_after_return,  close_group_after_return, read_after_return,
                             fetch_after_return,   wait_for_after_return,    next_after_return,
                             begin_after_return};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) assert_misuse(bodies[i], SAID_RETURNED);
}

static int return_early_again(void) {
    return return_early(5) + return_early(5); /* neither takes the place of this frame */
}

TEST(a_timeout_begun_in_the_place_of_one_that_was_left_open_is_misuse) {
    const child_result *child = run_child(return_early_again, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: weft_timeout_begin: ");
    assert_says(child->err, "weft_timeout_end");
}

#ifndef __SANITIZE_ADDRESS__ /* it puts gaps between the variables of a frame */
static NOINLINE int cover_the_frame(void) {
    volatile unsigned char junk[800];
    for (size_t i = 0; i < sizeof junk; i++) junk[i] = 0xee;
    weft_yield();
    return junk[5];
}

static int overwrite_after_return(void) {
    return_early(5);
    return cover_the_frame();
}

TEST(a_timeout_that_another_frame_has_overwritten_is_found) {
    assert_misuse(overwrite_after_return, "weft: weft_timeout_begin: its function has returned");
}
#endif

static void *return_early_in_task(void *unused) {
    return_early(5);
    weft_sleep(1);
    return unused;
}

static int task_sleeps_after_return(void) { return weft_join(weft_spawn(return_early_in_task, NULL), NULL); }

TEST(a_task_whose_function_has_left_a_timeout_is_named) {
    assert_misuse(task_sleeps_after_return, ", in return_early_in_task#2 at ");
}

static int body_sleeps_after_return(void) { return drain(weft_gen_new(return_early_in_task, NULL)); }

TEST(a_body_whose_function_has_left_a_timeout_is_named) {
    assert_misuse(body_sleeps_after_return, ", in main#1 (generator 1, return_early_in_task) at ");
}

/* ---- At the end of main ---- */

static NOINLINE int exit_inside(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 5);
    weft_shield_begin();
    exit(3);
}

static void *exit_inside_task(void *unused) {
    exit_inside();
    return unused;
}

static int task_calls_exit_inside(void) { return weft_join(weft_spawn(exit_inside_task, NULL), NULL); }

TEST(exit_may_be_called_inside_a_timeout_or_a_shield) {
    assert_int_equal(run_child(exit_inside, NULL)->status, 3);
    assert_int_equal(run_child(task_calls_exit_inside, NULL)->status, 3);
}
