/* Faults and misuse: each ends a process of its own. */
#include "testing.h"

#undef NDEBUG
#include <assert.h>
#include <math.h>
#include <sys/mman.h>
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0 /* it registers so many stacks slowly */
#endif

#include "child.h"

/* A sanitizer reports crashes itself. */
#ifndef __SANITIZE_ADDRESS__

/* ---- stack overflow ---- */

static void *yield_once(void *unused) {
    weft_yield();
    return unused;
}

static void *wait_for_event(void *event) {
    weft_event_wait(event);
    return NULL;
}

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
    weft_join(weft_spawn(yield_once, NULL), NULL);
    return weft_join(weft_spawn_with(overrun, NULL, &(weft_spawn_options){.name = "worker"}), NULL);
}

TEST(a_stack_overflow_is_reported_with_the_task) {
    const child_result *child = run_child(overrun_in_a_task, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in worker#3 (");
    assert_says(child->err, " bytes)");
    assert_string_equal(child->out, "before\n");
}

static void *overrun_at_once(void *unused) {
    char room[200000], *volatile escaped = room; /* or clang keeps only the bytes that are used */
    escaped[0] = 1;
    weft_yield();
    return escaped[0] ? unused : NULL;
}

static int overrun_by_one_variable(void) { return weft_join(weft_spawn(overrun_at_once, NULL), NULL); }

TEST(a_local_variable_larger_than_the_stack_is_an_overflow_too) {
    const child_result *child = run_child(overrun_by_one_variable, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in overrun_at_once#2 (");
}

/* More stacks than there can be guards that are mappings of their own. */
static int overrun_as_the_last_of_many(void) {
    static weft_event never;
    enum { OTHERS = 26000 };
    for (int i = 0; i < OTHERS; i++)
        if (weft_spawn_with(wait_for_event, &never, &(weft_spawn_options){.stack_size = 16384}) < 0) return 1;
    weft_yield();
    return weft_join(
        weft_spawn_with(overrun, NULL, &(weft_spawn_options){.name = "worker", .stack_size = 16384}), NULL);
}

/* Linux 6.13 and later; an emulator that takes any advice does not have it. */
static bool has_guards_without_mappings(void) {
    unsigned char *page = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return false;
    enum { MADV_GUARD_INSTALL_ = 102, NO_ADVICE = 9999 };
    bool has = madvise(page, 65536, NO_ADVICE) != 0 && madvise(page, 65536, MADV_GUARD_INSTALL_) == 0;
    munmap(page, 65536);
    return has;
}

TEST(however_many_stacks_there_are_an_overflow_of_any_is_reported) {
    if (!has_guards_without_mappings() || RUNNING_ON_VALGRIND) skip();
    const child_result *child = run_child(overrun_as_the_last_of_many, NULL);
    assert_int_equal(child->status, 70);
    assert_says(child->err, "weft: stack overflow in worker#26002 (16384 bytes)");
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
    assert_says(child->err, "main#1 (generator 1, abort_in_a_body)");
}

static int abort_in_a_cast_generator(void) {
    return weft_gen_next(weft_gen_new((void *(*)(void *))abort_in_a_body, NULL), NULL);
}

TEST(a_generator_whose_body_was_given_in_a_cast_has_its_name) {
    const child_result *child = run_child(abort_in_a_cast_generator, NULL);
    assert_says(child->err, "main#1 (generator 1, abort_in_a_body)");
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
    assert_says(child->err, "weft: assertion failed in fail_an_assertion#2: unused != NULL, in function ");
    assert_says(child->err, "fault_test.c:");
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

static int yield_with_a_scope_open(void) {
    return weft_gen_next(weft_gen_new(yield_in_a_timeout, NULL), NULL);
}

static int time_no_number(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, NAN);
    return 0;
}

static void *yield_in_a_task(void *unused) {
    weft_gen_yield(unused, NULL);
    return unused;
}

static int yield_in_a_task_that_a_generator_spawned(void) {
    return weft_join(weft_spawn(yield_in_a_task, NULL), NULL);
}

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
    {yield_with_a_scope_open, "weft_gen_yield", "main#1 (generator 1, yield_in_a_timeout)"},
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
        assert_says(child->err, "fault_test.c:");
    }
}
