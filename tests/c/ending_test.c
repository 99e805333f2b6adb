/* How a run ends: each ending in a process of its own. */
#include "testing.h"

#include <unistd.h>

#include "child.h"
#include "report/leaks.h"

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

static int leave_an_obstinate_task(void) {
    weft_spawn(refuse_to_end, NULL);
    weft_yield();
    return 4;
}

TEST(tasks_that_outlast_the_grace_time_are_cut_off_by_name) {
    const child_result *child = run_child(leave_an_obstinate_task, NULL);
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
    assert_says(child->err, "left behind: 1 task that ended was never joined, 2 tasks had not ended, 2 tasks "
                            "still waited in a channel");
}

static int leave_nothing_behind(void) {
    weft_join(weft_spawn(print_nothing, NULL), NULL);
    weft__note_leaks();
    weft__report_stats();
    return 0;
}

TEST(a_tidy_program_leaves_nothing_behind) {
    assert_says(run_child(leave_nothing_behind, NULL)->err, "left behind: nothing");
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

TEST(an_unfinished_line_is_written_when_its_task_is_suspended) {
    assert_string_equal(run_child(print_and_write, NULL)->out, "a1 b1 | a2 b2 end\n!");
}

/* ---- the clock ---- */

static int sleep_for_an_hour(void) {
    weft_sleep(3600);
    return 0;
}

TEST(on_the_virtual_clock_an_hour_takes_no_time) {
    assert_int_equal(run_child(sleep_for_an_hour, NULL)->status, 0);
}
