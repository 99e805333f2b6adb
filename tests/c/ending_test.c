/* How a run ends: each ending in a process of its own. */
#include "testing.h"

#undef NDEBUG
#include <assert.h>
#include <math.h>
#include <unistd.h>

#include "child.h"
#include "inspect.h"

static void *sleep_long(void *unused) {
    weft_sleep(1000);
    return unused;
}

static void *print_nothing(void *unused) { return unused; }

/* ---- main returns, or somebody calls exit ---- */

static int return_seven(void) { return 7; }

TEST(mains_return_value_is_the_exit_status) {
    const child_result *child = run_child(return_seven, NULL);
    assert_int_equal(child->status, 7);
    assert_string_equal(child->err, "");
}

static int return_after_work(void) {
    weft_join(weft_spawn(sleep_long, NULL), NULL);
    printf("done\n");
    return 3;
}

TEST(a_program_whose_tasks_have_ended_says_nothing) {
    const child_result *child = run_child(return_after_work, NULL);
    assert_int_equal(child->status, 3);
    assert_string_equal(child->out, "done\n");
    assert_string_equal(child->err, "");
}

static void *clean_up(void *name) {
    int rc = weft_sleep(1000);
    weft_shield_begin();
    weft_sleep(0.1);
    printf("%s: %s\n", (const char *)name, weft_strerror(rc));
    weft_shield_end();
    return NULL;
}

static int return_early(void) {
    weft_detach(weft_spawn(clean_up, "a"));
    weft_spawn(clean_up, "b");
    weft_yield();
    printf("main returns\n");
    return 5;
}

TEST(when_main_returns_tasks_still_running_are_cancelled_and_run_until_they_end) {
    const child_result *child = run_child(return_early, NULL);
    assert_int_equal(child->status, 5);
    assert_string_equal(child->out, "main returns\na: cancelled\nb: cancelled\n");
    assert_string_equal(child->err, "");
}

static void *refuse_to_end(void *unused) {
    for (;;) {
        weft_shield_begin();
        weft_sleep(0.3);
        weft_shield_end();
    }
    return unused;
}

static int leave_a_stubborn_task(void) {
    weft_spawn(refuse_to_end, NULL);
    weft_yield();
    return 4;
}

TEST(tasks_that_outlast_the_grace_time_are_cut_off_by_name) {
    const child_result *child = run_child(leave_a_stubborn_task, NULL);
    assert_int_equal(child->status, 4);
    assert_says(child->err, "weft: ");
    assert_says(child->err, "cut off");
    assert_says(child->err, "refuse_to_end#2");
}

static void *ignore_everything(void *unused) {
    for (;;) weft_yield();
    return unused;
}

static int leave_many_tasks_that_ignore_cancellation(void) {
    for (int i = 0; i < 20; i++) weft_spawn(ignore_everything, NULL);
    weft_yield();
    return 4;
}

TEST(of_many_that_are_cut_off_the_first_are_named) {
    const child_result *child = run_child(leave_many_tasks_that_ignore_cancellation, NULL);
    assert_int_equal(child->status, 4);
    assert_says(child->err, "ignore_everything#2, ");
    assert_says(child->err, "and 12 more");
}

static void *spawn_while_ending(void *unused) {
    weft_sleep(1000);
    weft_task task = weft_spawn(sleep_long, NULL);
    weft_shield_begin();
    printf("%s\n", weft_error_name(weft_join(task, NULL)));
    weft_shield_end();
    return unused;
}

static int return_with_a_task_that_spawns(void) {
    weft_spawn(spawn_while_ending, NULL);
    weft_yield();
    return 3;
}

TEST(a_task_spawned_while_the_program_ends_never_runs) {
    const child_result *child = run_child(return_with_a_task_that_spawns, NULL);
    assert_int_equal(child->status, 3);
    assert_string_equal(child->out, "WEFT_ECANCELED\n");
    assert_string_equal(child->err, "");
}

static int leave_a_task_that_ignores_cancellation(void) {
    weft_spawn(ignore_everything, NULL);
    return 4;
}

static int leave_a_running_task_that_ignores_cancellation(void) {
    weft_spawn(ignore_everything, NULL);
    weft_yield();
    return 4;
}

TEST(a_task_that_ignores_cancellation_is_cut_off) {
    const child_result *child = run_child(leave_a_running_task_that_ignores_cancellation, NULL);
    assert_int_equal(child->status, 4);
    assert_says(child->err, "ignore_everything#2");
}

TEST(a_task_that_never_started_just_goes_away) {
    const child_result *child = run_child(leave_a_task_that_ignores_cancellation, NULL);
    assert_int_equal(child->status, 4);
    assert_string_equal(child->err, "");
}

static void *wait_for_nobody_shielded(void *unused) {
    weft_shield_begin();
    weft_select(NULL, 0);
    weft_shield_end();
    return unused;
}

static int leave_a_task_that_waits_for_nothing(void) {
    weft_spawn(wait_for_nobody_shielded, NULL);
    weft_yield();
    return 2;
}

TEST(what_is_left_and_deadlocked_is_cut_off_with_mains_status) {
    const child_result *child = run_child(leave_a_task_that_waits_for_nothing, NULL);
    assert_int_equal(child->status, 2);
    assert_says(child->err, "wait_for_nobody_shielded#2");
}

static void *call_exit(void *unused) {
    printf("leaving\n");
    exit(9);
    return unused;
}

static int exit_in_a_task(void) {
    weft_join(weft_spawn(call_exit, NULL), NULL);
    return 1;
}

TEST(exit_in_a_task_ends_the_program_with_its_status) {
    const child_result *child = run_child(exit_in_a_task, NULL);
    assert_int_equal(child->status, 9);
    assert_string_equal(child->out, "leaving\n");
}

static void *exit_in_a_body(void *unused) {
    weft_gen_yield(NULL, NULL);
    exit(8);
    return unused;
}

static int exit_in_a_generator(void) {
    weft_gen *gen = weft_gen_new(exit_in_a_body, NULL);
    weft_spawn(clean_up, "a");
    weft_gen_next(gen, NULL);
    weft_yield();
    weft_gen_next(gen, NULL);
    return 1;
}

TEST(exit_in_a_generator_ends_the_program_too) {
    const child_result *child = run_child(exit_in_a_generator, NULL);
    assert_int_equal(child->status, 8);
    assert_string_equal(child->out, "a: cancelled\n");
}

static int exit_in_main_with_tasks(void) {
    weft_spawn(clean_up, "a");
    weft_yield();
    exit(6);
}

TEST(exit_in_main_cancels_the_others_too) {
    const child_result *child = run_child(exit_in_main_with_tasks, NULL);
    assert_int_equal(child->status, 6);
    assert_string_equal(child->out, "a: cancelled\n");
}

static void say_goodbye(void) { printf("goodbye\n"); }

static int run_exit_handlers(void) {
    atexit(say_goodbye);
    weft_yield();
    return 0;
}

TEST(exit_handlers_run) { assert_string_equal(run_child(run_exit_handlers, NULL)->out, "goodbye\n"); }

static void *receive(void *chan) {
    char item;
    weft_chan_recv(chan, &item);
    return NULL;
}

static int leave_things_behind(void) {
    weft_chan *chan = weft_chan_new(1, 0);
    weft_spawn(receive, chan);
    weft_spawn(receive, chan);
    weft_spawn(print_nothing, NULL);
    weft_yield();
    weft__note_leaks();
    weft__report_stats();
    return 0;
}

TEST(what_a_program_leaves_behind_is_told_on_request) {
    const child_result *child = run_child(leave_things_behind, NULL);
    assert_says(child->err, "left behind: 1 task that ended was never joined, 2 tasks had not ended, 2 tasks still waited in a channel");
}

static int leave_nothing_behind(void) {
    weft_join(weft_spawn(print_nothing, NULL), NULL);
    weft__note_leaks();
    weft__report_stats();
    return 0;
}

TEST(a_tidy_program_leaves_nothing_behind) { assert_says(run_child(leave_nothing_behind, NULL)->err, "left behind: nothing"); }

/* ---- deadlock ---- */

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
    assert_says(child->err, "ending_test.c:");
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
    assert_says(child->err, "weft_mutex_lock");
}

/* A sanitizer reports crashes itself. */
#ifndef __SANITIZE_ADDRESS__

/* ---- stack overflow ---- */

static int recur(int depth) {
    volatile char room[256];
    room[0] = (char)depth;
    return depth < 0 ? 0 : recur(depth + 1) + room[0];
}

static void *overrun(void *unused) {
    recur(0);
    return unused;
}

static int overrun_in_a_task(void) {
    printf("before\n");
    weft_join(weft_spawn(sleep_long, NULL), NULL);
    return weft_join(weft_spawn_with(overrun, NULL, &(weft_spawn_options){.name = "worker"}), NULL);
}

TEST(a_stack_overflow_is_reported_with_the_task) {
    const child_result *child = run_child(overrun_in_a_task, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in worker#3 (");
    assert_says(child->err, " bytes)");
    assert_string_equal(child->out, "before\n");
}

static void *overrun_in_a_body(void *unused) {
    weft_gen_yield(NULL, NULL);
    recur(0);
    return unused;
}

static int overrun_in_a_generator(void) {
    weft_gen *gen = weft_gen_new(overrun_in_a_body, NULL);
    weft_gen_next(gen, NULL);
    return weft_gen_next(gen, NULL);
}

TEST(a_stack_overflow_in_a_generator_is_reported_too) {
    const child_result *child = run_child(overrun_in_a_generator, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in ");
}

static void *abort_in_a_body(void *unused) {
    abort();
    return unused;
}

static int abort_in_a_generator(void) { return weft_gen_next(weft_gen_new(abort_in_a_body, NULL), NULL); }

TEST(a_crash_in_a_generator_names_it) {
    const child_result *child = run_child(abort_in_a_generator, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "main#1 (generator abort_in_a_body)");
}

static int overrun_in_main(void) {
    weft_yield();
    return recur(0);
}

TEST(a_stack_overflow_in_main_is_reported_too) {
    const child_result *child = run_child(overrun_in_main, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in main#1");
}

/* ---- traps, aborts, asserts ---- */

static void *call_abort(void *unused) {
    weft_yield();
    abort();
    return unused;
}

static int abort_in_a_task(void) { return weft_join(weft_spawn(call_abort, NULL), NULL); }

TEST(an_abort_is_reported_with_the_task) {
    const child_result *child = run_child(abort_in_a_task, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: ");
    assert_says(child->err, "call_abort#2");
}

static void *do_the_undefined(void *unused) {
    weft_yield();
    __builtin_trap();
    return unused;
}

static int trap_in_a_task(void) { return weft_join(weft_spawn(do_the_undefined, NULL), NULL); }

TEST(a_crash_is_reported_with_the_task) {
    const child_result *child = run_child(trap_in_a_task, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: ");
    assert_says(child->err, "do_the_undefined#2");
}

static void *fail_an_assertion(void *unused) {
    weft_yield();
    assert(unused != NULL);
    return unused;
}

static int assert_in_a_task(void) { return weft_join(weft_spawn(fail_an_assertion, NULL), NULL); }

TEST(a_failed_assert_is_reported_with_task_file_and_line) {
    const child_result *child = run_child(assert_in_a_task, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "unused != NULL");
    assert_says(child->err, "fail_an_assertion#2");
    assert_says(child->err, "ending_test.c:");
}

#endif

/* ---- misuse ---- */

static int yield_in_main(void) { return weft_gen_yield(NULL, NULL); }

static int unlock_what_is_free(void) {
    weft_mutex mutex = {0};
    return weft_mutex_unlock(&mutex);
}

static weft_mutex held;

static void *hold(void *unused) {
    weft_mutex_lock(&held);
    weft_sleep(1);
    return unused;
}

static int unlock_anothers(void) {
    weft_spawn(hold, NULL);
    weft_yield();
    return weft_mutex_unlock(&held);
}

static int end_no_shield(void) {
    weft_shield_end();
    return 0;
}

static int end_scopes_in_the_wrong_order(void) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 1);
    weft_timeout_begin(&inner, 1);
    return weft_timeout_end(&outer);
}

static int wait_for_a_condition_without_the_mutex(void) {
    weft_cond cond = {0};
    weft_mutex mutex = {0};
    return weft_cond_wait(&cond, &mutex);
}

static weft_gen *running;

static void *free_itself(void *unused) {
    weft_gen_free(running);
    return unused;
}

static int free_a_running_generator(void) {
    running = weft_gen_new(free_itself, NULL);
    return weft_gen_next(running, NULL);
}

static int make_a_generator_of_no_body(void) { return weft_gen_new(NULL, NULL) != NULL; }

static void *yield_in_a_timeout(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    weft_gen_yield(unused, NULL);
    return unused;
}

static int yield_with_a_scope_open(void) { return weft_gen_next(weft_gen_new(yield_in_a_timeout, NULL), NULL); }

static int time_no_number(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, NAN);
    return 0;
}

static void *yield_in_a_task(void *unused) {
    weft_gen_yield(unused, NULL);
    return unused;
}

static int yield_in_a_task_that_a_generator_spawned(void) { return weft_join(weft_spawn(yield_in_a_task, NULL), NULL); }

typedef struct misuse {
    int (*body)(void);
    const char *call, *task;
} misuse;

static const misuse misuses[] = {
    {yield_in_main, "weft_gen_yield", "main#1"},
    {unlock_what_is_free, "weft_mutex_unlock", "main#1"},
    {unlock_anothers, "weft_mutex_unlock", "main#1"},
    {end_no_shield, "weft_shield_end", "main#1"},
    {end_scopes_in_the_wrong_order, "weft_timeout_end", "main#1"},
    {wait_for_a_condition_without_the_mutex, "weft_cond_wait", "main#1"},
    {make_a_generator_of_no_body, "weft_gen_new", "main#1"},
    {yield_with_a_scope_open, "weft_gen_yield", "main#1 (generator yield_in_a_timeout)"},
    {time_no_number, "weft_timeout_begin", "main#1"},
    {free_a_running_generator, "weft_gen_free", "main#1"},
    {yield_in_a_task_that_a_generator_spawned, "weft_gen_yield", "yield_in_a_task#2"},
};

TEST(misuse_ends_the_program_and_names_the_call_the_task_and_the_place) {
    for (size_t i = 0; i < sizeof misuses / sizeof misuses[0]; i++) {
        const child_result *child = run_child(misuses[i].body, NULL);
        assert_int_equal(child->status, 70);
        assert_says(child->err, "weft: ");
        assert_says(child->err, misuses[i].call);
        assert_says(child->err, misuses[i].task);
        assert_says(child->err, "ending_test.c:");
    }
}

/* ---- output ---- */

static void *print_halves(void *name) {
    printf("%s1 ", (const char *)name);
    weft_yield();
    printf("%s2 ", (const char *)name);
    return NULL;
}

static int print_and_write(void) {
    weft_task tasks[] = {weft_spawn(print_halves, "a"), weft_spawn(print_halves, "b")};
    weft_yield();
    (void)!write(STDOUT_FILENO, "| ", 2);
    weft_gather(tasks, 2, NULL);
    printf("end\n");
    (void)!write(STDOUT_FILENO, "!", 1);
    return 0;
}

TEST(an_unfinished_line_is_written_when_its_task_is_suspended) { assert_string_equal(run_child(print_and_write, NULL)->out, "a1 b1 | a2 b2 end\n!"); }

/* ---- the clock ---- */

static int sleep_for_an_hour(void) {
    weft_sleep(3600);
    return 0;
}

TEST(on_the_virtual_clock_an_hour_takes_no_time) { assert_int_equal(run_child(sleep_for_an_hour, NULL)->status, 0); }
