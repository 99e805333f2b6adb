/* Tasks: the order of their turns, their names, ids, stacks and limits. */
#include "testing.h"

static void *note_arg(void *arg) {
    note("%s", (const char *)arg);
    return arg;
}

static void *yield_thrice(void *name) {
    for (int i = 1; i <= 3; i++) {
        note("%s%d", (const char *)name, i);
        weft_yield();
    }
    return NULL;
}

TEST(main_is_task_1) {
    assert_rc(weft_self(), 1);
    assert_string_equal(weft_task_name(1), "main");
}

TEST(spawn_returns_a_new_positive_id) {
    weft_task a = weft_spawn(note_arg, "a"), b = weft_spawn(note_arg, "b");
    assert_true(a > 1);
    assert_true(b > a);
    assert_rc(weft_join(a, NULL), 0);
    assert_rc(weft_join(b, NULL), 0);
}

TEST(ids_are_never_reused) {
    weft_task earlier = 0;
    for (int i = 0; i < 1000; i++) {
        weft_task task = weft_spawn(note_arg, "");
        assert_true(task > earlier);
        assert_rc(weft_join(task, NULL), 0);
        earlier = task;
    }
}

TEST(a_spawned_task_first_runs_at_a_later_turn) {
    weft_task task = weft_spawn(note_arg, "task");
    note("main");
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("main task");
}

TEST(ready_tasks_run_in_the_order_they_became_ready) {
    weft_task tasks[] = {weft_spawn(note_arg, "a"), weft_spawn(note_arg, "b"), weft_spawn(note_arg, "c")};
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_notes("a b c");
}

TEST(yield_lets_every_other_ready_task_have_its_turn) {
    weft_task tasks[] = {weft_spawn(yield_thrice, "a"), weft_spawn(yield_thrice, "b"),
                         weft_spawn(yield_thrice, "c")};
    note("main");
    assert_rc(weft_yield(), 0);
    note("main");
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_notes("main a1 b1 c1 main a2 b2 c2 a3 b3 c3");
}

TEST(yield_alone_returns_at_once) {
    for (int i = 0; i < 100; i++) assert_rc(weft_yield(), 0);
    assert_seconds(weft_now() - weft_now(), 0);
}

static void *note_self(void *id) {
    *(weft_task *)id = weft_self();
    weft_yield();
    CHECK(*(weft_task *)id == weft_self());
    return NULL;
}

TEST(self_is_the_id_that_spawn_returned) {
    weft_task seen = 0, task = weft_spawn(note_self, &seen);
    assert_rc(weft_self(), 1);
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(seen, task);
    assert_rc(weft_self(), 1);
}

TEST(a_task_is_named_after_its_function) {
    weft_task task = weft_spawn(yield_thrice, "");
    assert_string_equal(weft_task_name(task), "yield_thrice");
    assert_rc(weft_join(task, NULL), 0);
}

TEST(spawn_with_takes_a_name) {
    weft_spawn_options options = {.name = "reader"};
    weft_task task = weft_spawn_with(yield_thrice, "", &options);
    assert_string_equal(weft_task_name(task), "reader");
    assert_rc(weft_join(task, NULL), 0);
}

TEST(spawn_with_copies_the_name) {
    char name[] = "worker 7";
    weft_task task = weft_spawn_with(yield_thrice, "", &(weft_spawn_options){.name = name});
    memset(name, 'x', sizeof name - 1);
    weft_yield();
    assert_string_equal(weft_task_name(task), "worker 7");
    assert_rc(weft_join(task, NULL), 0);
}

TEST(a_name_of_blanks_counts_as_empty) {
    weft_task task = weft_spawn_with(yield_thrice, "", &(weft_spawn_options){.name = " \t "});
    assert_string_equal(weft_task_name(task), "");
    assert_rc(weft_join(task, NULL), 0);
}

TEST(spawn_with_of_no_options_is_spawn) {
    weft_task task = weft_spawn_with(yield_thrice, "a", NULL);
    assert_string_equal(weft_task_name(task), "yield_thrice");
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("a1 a2 a3");
}

TEST(an_unknown_task_has_no_name) {
    assert_null(weft_task_name(0));
    assert_null(weft_task_name(-1));
    assert_null(weft_task_name(INT64_MAX));
    weft_task task = weft_spawn(note_arg, "");
    assert_rc(weft_join(task, NULL), 0);
    assert_null(weft_task_name(task));
}

TEST(spawn_of_no_function_is_invalid) {
    assert_rc(weft_spawn(NULL, NULL), WEFT_EINVAL);
    assert_rc(weft_spawn_with(NULL, NULL, NULL), WEFT_EINVAL);
}

TEST(a_stack_size_beyond_memory_is_no_memory) {
    assert_rc(weft_spawn_with(note_arg, "", &(weft_spawn_options){.stack_size = SIZE_MAX - 100}),
              WEFT_ENOMEM);
    assert_rc(weft_spawn_with(note_arg, "", &(weft_spawn_options){.stack_size = SIZE_MAX / 2}), WEFT_ENOMEM);
}

static void *spawn_two(void *depth) {
    intptr_t left = WEFT_UNBOX(depth);
    if (left == 0) return WEFT_BOX(1);
    weft_task children[] = {weft_spawn(spawn_two, WEFT_BOX(left - 1)),
                            weft_spawn(spawn_two, WEFT_BOX(left - 1))};
    void *counts[2];
    CHECK(weft_gather(children, 2, counts) == 0);
    return WEFT_BOX(WEFT_UNBOX(counts[0]) + WEFT_UNBOX(counts[1]));
}

TEST(tasks_spawn_tasks) {
    void *leaves;
    assert_rc(weft_join(weft_spawn(spawn_two, WEFT_BOX(8)), &leaves), 0);
    assert_int_equal(WEFT_UNBOX(leaves), 256);
}

TEST(a_box_holds_any_int) {
    const int values[] = {0, 1, -1, INT32_MAX, INT32_MIN, 4711};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        assert_int_equal(WEFT_UNBOX(WEFT_BOX(values[i])), values[i]);
}

TEST(a_detached_task_runs_and_frees_itself) {
    weft_task task = weft_spawn(yield_thrice, "a");
    assert_rc(weft_detach(task), 0);
    assert_int_equal(weft_tasks(NULL, 0), 2);
    settle();
    assert_notes("a1 a2 a3");
    assert_int_equal(weft_tasks(NULL, 0), 1);
}

TEST(detaching_an_ended_task_frees_it) {
    weft_task task = weft_spawn(note_arg, "a");
    weft_yield();
    assert_notes("a");
    assert_rc(weft_detach(task), 0);
    assert_rc(weft_join(task, NULL), WEFT_EBADTASK);
}

static void *detach_self(void *unused) {
    CHECK(weft_detach(weft_self()) == 0);
    weft_yield();
    note("ended");
    return unused;
}

TEST(a_task_may_detach_itself) {
    weft_spawn(detach_self, NULL);
    settle();
    assert_notes("ended");
}

TEST(detaching_an_unknown_task_is_a_bad_task) {
    assert_rc(weft_detach(0), WEFT_EBADTASK);
    assert_rc(weft_detach(-5), WEFT_EBADTASK);
    assert_rc(weft_detach(INT64_MAX), WEFT_EBADTASK);
    weft_task task = weft_spawn(note_arg, "");
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(weft_detach(task), WEFT_EBADTASK);
}

static void *join_it(void *task) {
    note("join: %s", weft_error_name(weft_join(*(weft_task *)task, NULL)));
    return NULL;
}

TEST(detaching_a_task_that_is_being_joined_is_busy) {
    weft_task child = weft_spawn(yield_thrice, "a"), joiner = weft_spawn(join_it, &child);
    weft_yield();
    assert_rc(weft_detach(child), WEFT_EBUSY);
    assert_rc(weft_join(joiner, NULL), 0);
}

static double mixed(int seed) {
    double sum = seed;
    int a = seed, b = seed * 3, c = seed * 5, d = seed * 7;
    for (int i = 0; i < 50; i++) {
        double x = a * 0.5, y = b * 0.25, z = c * 0.125;
        weft_yield();
        sum += x + y + z + d;
        a += 1, b += 2, c += 3, d += 4;
    }
    return sum;
}

static void *mix(void *slot) {
    double *result = slot;
    *result = mixed((int)*result);
    return NULL;
}

TEST(registers_and_locals_survive_every_switch) {
    double results[20];
    weft_task tasks[20];
    for (int i = 0; i < 20; i++) {
        results[i] = i;
        tasks[i] = weft_spawn(mix, &results[i]);
    }
    double in_main = mixed(100);
    assert_rc(weft_gather(tasks, 20, NULL), 0);
    for (int i = 0; i < 20; i++) assert_true(results[i] == mixed(i));
    assert_true(in_main == mixed(100));
}

static int walk(int depth, int *link) {
    int here = depth + (link ? *link : 0);
    weft_yield();
    int below = depth == 0 ? 0 : walk(depth - 1, &here);
    weft_yield();
    return below + here;
}

static void *walk_down(void *depth) { return WEFT_BOX(walk((int)WEFT_UNBOX(depth), NULL)); }

static int walked(int depth, int above) {
    return depth + above + (depth == 0 ? 0 : walked(depth - 1, depth + above));
}

TEST(a_task_may_suspend_at_any_call_depth) {
    weft_task tasks[10];
    void *results[10];
    for (int i = 0; i < 10; i++) tasks[i] = weft_spawn(walk_down, WEFT_BOX(i * 4));
    assert_int_equal(walk(40, NULL), walked(40, 0));
    assert_rc(weft_gather(tasks, 10, results), 0);
    for (int i = 0; i < 10; i++) assert_int_equal(WEFT_UNBOX(results[i]), walked(i * 4, 0));
}

typedef struct letterbox {
    int *local;
} letterbox;

static void *lend_a_local(void *arg) {
    letterbox *box = arg;
    int local = 1;
    box->local = &local;
    while (local < 10) weft_yield();
    return WEFT_BOX(local);
}

TEST(the_address_of_a_local_holds_while_its_task_is_suspended) {
    letterbox box = {0};
    weft_task task = weft_spawn(lend_a_local, &box);
    weft_yield();
    for (int i = 2; i <= 10; i++) {
        *box.local = i;
        weft_yield();
    }
    void *result;
    assert_rc(weft_join(task, &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 10);
}

static void *count_up(void *counter) {
    weft_yield();
    ++*(int *)counter;
    return NULL;
}

TEST(ten_thousand_tasks_run_at_once) {
    enum { COUNT = 10000 };
    static weft_task tasks[COUNT];
    int counter = 0;
    for (int i = 0; i < COUNT; i++) {
        tasks[i] = weft_spawn(count_up, &counter);
        assert_true(tasks[i] > 0);
    }
    assert_int_equal(counter, 0);
    assert_rc(weft_gather(tasks, COUNT, NULL), 0);
    assert_int_equal(counter, COUNT);
}

static int compare(const void *a, const void *b) {
    weft_yield();
    return *(const int *)a - *(const int *)b;
}

static void *sort_numbers(void *arg) {
    (void)arg;
    int numbers[] = {5, 3, 9, 1, 7, 2, 8, 4, 6, 0};
    qsort(numbers, 10, sizeof numbers[0], compare);
    for (int i = 0; i < 10; i++) CHECK(numbers[i] == i);
    return NULL;
}

TEST(a_task_may_suspend_inside_a_callback_from_libc) {
    weft_task tasks[] = {weft_spawn(sort_numbers, NULL), weft_spawn(sort_numbers, NULL)};
    assert_rc(weft_gather(tasks, 2, NULL), 0);
}

static void *format_a_double(void *arg) {
    char text[64];
    snprintf(text, sizeof text, "%.3f", *(double *)arg);
    note("%s", text);
    return NULL;
}

TEST(printf_of_a_double_fits_the_default_stack) {
    double value = 2.718281828;
    assert_rc(weft_join(weft_spawn(format_a_double, &value), NULL), 0);
    assert_notes("2.718");
}

/* ---- Names of functions that are given in a cast ---- */

static int say_name(void *unused) {
    (void)unused;
    note("%s", weft_task_name(weft_self()));
    return 0;
}

static void *say_own_name(void *unused) {
    say_name(NULL);
    return unused;
}

TEST(a_function_in_a_cast_gives_its_name) {
    typedef void *(*function)(void *);
    weft_task tasks[] = {
        weft_spawn((void *(*)(void *))say_own_name, NULL),
        weft_spawn((function)say_own_name, NULL),
        weft_spawn(((function)(say_own_name)), NULL),
        weft_spawn(&say_own_name, NULL),
        weft_spawn(*say_own_name, NULL),
        weft_spawn((function)(void (*)(void))say_own_name, NULL),
    };
    assert_rc(weft_gather(tasks, 6, NULL), 0);
    assert_rc(weft_wait_for((function)say_own_name, NULL, 1, NULL), 0);
    weft_group *group = weft_group_open();
    weft_group_spawn(group, (int (*)(void *))say_name, NULL);
    assert_rc(weft_group_close(group), 0);
    assert_notes("say_own_name say_own_name say_own_name say_own_name say_own_name say_own_name say_own_name "
                 "say_name");
}

TEST(an_expression_that_is_no_name_stands_as_it_is) {
    struct {
        void *(*run)(void *);
    } work = {say_own_name};
    assert_rc(weft_join(weft_spawn(work.run, NULL), NULL), 0);
    assert_notes("work.run");
}

TEST(a_name_that_was_given_is_left_alone) {
    weft_task task = weft_spawn_with(say_own_name, NULL, (&(weft_spawn_options){.name = "(best) worker"}));
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("(best) worker");
}

/* Tasks that each wait for their own event, more of them than stay on WebAssembly's stack, and are woken in
   turn from the middle: each must find its own locals, and a turn as soon as it is ready. */
enum { WAITERS = 12 };
struct waiter {
    weft_event event;
    int number;
};

static void *wait_twice(void *argument) {
    struct waiter *waiter = argument;
    volatile int squares[4];
    for (int i = 0; i < 4; i++) squares[i] = waiter->number * i;
    for (int round = 0; round < 2; round++) {
        int rc = weft_event_wait(&waiter->event);
        if (rc < 0) note("%d:%s", waiter->number, weft_error_name(rc));
        else note("%d", waiter->number);
        weft_event_clear(&waiter->event);
        for (int i = 0; i < 4; i++) CHECK(squares[i] == waiter->number * i);
    }
    return WEFT_BOX(waiter->number);
}

static void start_waiters(struct waiter waiters[WAITERS], weft_task tasks[WAITERS]) {
    for (int i = 0; i < WAITERS; i++) {
        waiters[i] = (struct waiter){.number = i};
        tasks[i] = weft_spawn(wait_twice, &waiters[i]);
    }
    weft_yield();
}

TEST(tasks_that_wait_one_above_the_other_are_woken_in_any_order) {
    struct waiter waiters[WAITERS];
    weft_task tasks[WAITERS];
    start_waiters(waiters, tasks);
    for (int i = WAITERS - 1; i >= 0; i--) weft_event_set(&waiters[i].event);
    weft_yield();
    assert_notes("11 10 9 8 7 6 5 4 3 2 1 0");
    clear_notes();
    for (int i = 0; i < WAITERS; i++) weft_event_set(&waiters[i * 5 % WAITERS].event);
    weft_yield();
    assert_notes("0 5 10 3 8 1 6 11 4 9 2 7");
    for (int i = 0; i < WAITERS; i++) {
        void *result;
        assert_rc(weft_join(tasks[i], &result), 0);
        assert_int_equal(WEFT_UNBOX(result), i);
    }
}

TEST(a_task_that_waits_below_others_is_cancelled) {
    struct waiter waiters[WAITERS];
    weft_task tasks[WAITERS];
    start_waiters(waiters, tasks);
    assert_rc(weft_cancel(tasks[1]), 0);
    weft_event_set(&waiters[3].event);
    weft_yield();
    assert_notes("1:WEFT_ECANCELED 1:WEFT_ECANCELED 3");
    for (int i = 0; i < WAITERS; i++) weft_cancel(tasks[i]);
    weft_gather(tasks, WAITERS, NULL);
}

static void *wait_deep(void *depth) {
    volatile int level = (int)WEFT_UNBOX(depth);
    if (level == 0) weft_yield();
    else wait_deep(WEFT_BOX(level - 1));
    note("%d", level);
    return NULL;
}

TEST(a_task_whose_calls_nest_deep_waits_above_one_that_is_woken_first) {
    weft_task deep = weft_spawn(wait_deep, WEFT_BOX(3)), other = weft_spawn(wait_deep, WEFT_BOX(1));
    weft_yield();
    assert_notes("");
    assert_rc(weft_join(deep, NULL), 0);
    assert_rc(weft_join(other, NULL), 0);
    assert_notes("0 1 2 3 0 1");
}
