/* Looking inside: the list of tasks, and the counts of the run. */
#include "testing.h"

static void *sleep_a_second(void *unused) {
    weft_sleep(1);
    return unused;
}

static void *join_it(void *task) {
    weft_join(*(weft_task *)task, NULL);
    return NULL;
}

TEST(tasks_counts_the_live_ones) {
    assert_int_equal(weft_tasks(NULL, 0), 1);
    weft_task a = weft_spawn(sleep_a_second, NULL), b = weft_spawn(sleep_a_second, NULL);
    assert_int_equal(weft_tasks(NULL, 0), 3);
    weft_task_info info[1];
    assert_int_equal(weft_tasks(info, 1), 3);
    assert_rc(info[0].task, 1);
    weft_gather((weft_task[]){a, b}, 2, NULL);
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

TEST(tasks_describes_each_task) {
    weft_task sleeper = weft_spawn(sleep_a_second, NULL), joiner = weft_spawn(join_it, &sleeper);
    weft_task_info info[8];
    assert_int_equal(weft_tasks(info, 8), 3);
    assert_int_equal(info[0].state, WEFT_TASK_RUNNING);
    assert_string_equal(info[0].name, "main");
    assert_null(info[0].waiting_in);
    assert_int_equal(info[1].state, WEFT_TASK_NEW);
    assert_int_equal(info[1].switches, 0);
    settle();
    assert_int_equal(weft_tasks(info, 8), 3);
    assert_rc(info[1].task, sleeper);
    assert_string_equal(info[1].name, "sleep_a_second");
    assert_int_equal(info[1].state, WEFT_TASK_WAITING);
    assert_string_equal(info[1].waiting_in, "weft_sleep");
    assert_rc(info[1].waiting_for, 0);
    assert_non_null(strstr(info[1].file, "inside_test.c"));
    assert_int_equal(info[1].line, 5);
    assert_int_equal(info[1].switches, 1);
    assert_true(info[1].stack_size >= 512);
    assert_in_range(info[1].stack_used, 0, info[1].stack_size);
    assert_string_equal(info[2].waiting_in, "weft_join");
    assert_rc(info[2].waiting_for, sleeper);
    assert_int_equal(info[2].line, 10);
    assert_rc(weft_join(joiner, NULL), 0);
}

static void *receive_from(void *chan) {
    weft_chan_recv(chan, NULL);
    return NULL;
}

static void *gather_three(void *unused) {
    (void)unused;
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(sleep_a_second, NULL);
    weft_gather(tasks, 3, NULL);
    return NULL;
}

TEST(which_channel_a_task_waits_in_is_told) {
    weft_chan *first = weft_chan_new(0, 0);
    weft_chan *second = weft_chan_new(0, 0);
    weft_task tasks[] = {weft_spawn(receive_from, second), weft_spawn(receive_from, first),
                         weft_spawn(gather_three, NULL)};
    settle();
    weft_task_info info[4];
    weft_tasks(info, 4);
    assert_string_equal(info[1].waiting_in, "weft_chan_recv");
    assert_int_equal(info[1].waiting_number, info[2].waiting_number + 1);
    assert_true(info[2].waiting_number > 0);
    assert_int_equal(info[3].waiting_number, 3);
    assert_int_equal(info[0].waiting_number, 0);
    weft_chan_close(first);
    weft_chan_close(second);
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    weft_chan_free(first);
    weft_chan_free(second);
}

TEST(an_ended_task_stays_until_it_is_joined) {
    weft_task task = weft_spawn(join_it, &(weft_task){0});
    settle();
    weft_task_info info[2];
    assert_int_equal(weft_tasks(info, 2), 2);
    assert_int_equal(info[1].state, WEFT_TASK_ENDED);
    assert_int_equal(info[1].stack_used, 0);
    assert_rc(weft_join(task, NULL), 0);
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

TEST(a_ready_task_is_shown_as_ready) {
    weft_task tasks[] = {weft_spawn(sleep_a_second, NULL), weft_spawn(sleep_a_second, NULL)};
    weft_sleep(1);
    weft_task_info info[3];
    assert_int_equal(weft_tasks(info, 3), 3);
    assert_true(info[1].state == WEFT_TASK_READY || info[1].state == WEFT_TASK_WAITING ||
                info[1].state == WEFT_TASK_ENDED);
    weft_gather(tasks, 2, NULL);
}

TEST(a_stack_of_the_wanted_size_is_shown) {
    weft_task task = weft_spawn_with(sleep_a_second, NULL, &(weft_spawn_options){.stack_size = 100000});
    weft_yield();
    weft_task_info info[2];
    weft_tasks(info, 2);
    assert_true(info[1].stack_size >= 100000);
    assert_rc(weft_join(task, NULL), 0);
}

TEST(stats_count_turns_and_tasks) {
    weft_stats_info before, after;
    weft_stats(&before);
    weft_task task = weft_spawn(sleep_a_second, NULL);
    weft_stats(&after);
    assert_int_equal(after.spawned, before.spawned + 1);
    assert_int_equal(after.live, 2);
    assert_int_equal(after.ready, 1);
    weft_yield();
    weft_stats(&after);
    assert_true(after.switches >= before.switches + 2);
    assert_int_equal(after.ready, 0);
    assert_true(after.stack_bytes > 0);
    assert_rc(weft_join(task, NULL), 0);
    weft_stats(&after);
    assert_int_equal(after.live, 1);
}

TEST(a_mark_never_waits) {
    weft_task task = weft_spawn(sleep_a_second, NULL);
    weft_stats_info before, after;
    weft_stats(&before);
    weft_mark("half %d of %s", 2, "two");
    weft_mark("%s", "");
    weft_stats(&after);
    assert_int_equal(after.switches, before.switches);
    assert_rc(weft_join(task, NULL), 0);
}
