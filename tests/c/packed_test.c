/* Small stacks that share pages (weft_pack_stacks): this program is linked so that it may have them. */
#include "testing.h"

#include "child.h"

enum { SMALL = 512, PACKED = 1536 };

static const weft_spawn_options small = {.stack_size = SMALL};

/* false where they cannot be had: under a sanitizer or valgrind, by ucontext. */
static bool pack(void) {
    int rc = weft_pack_stacks();
    CHECK(rc == 0 || rc == WEFT_EINVAL);
    return rc == 0;
}

static void *nothing(void *unused) { return unused; }

static size_t size_of_a_small_stack(void) {
    weft_task_info info[2];
    weft_task task = weft_spawn_with(nothing, NULL, &small);
    CHECK(weft_tasks(info, 2) == 2);
    CHECK(weft_join(task, NULL) == 0);
    return info[1].stack_size;
}

TEST(stacks_are_packed_only_when_the_program_asks) {
    size_t before = size_of_a_small_stack();
    assert_true(before >= 16384);
    assert_int_equal(size_of_a_small_stack(), before);
    size_t after = pack() ? PACKED : before;
    assert_int_equal(size_of_a_small_stack(), after);
}

static void *keep_locals(void *seed) {
    volatile unsigned char room[100];
    int wrong = 0;
    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < sizeof room; i++) room[i] = (unsigned char)(WEFT_UNBOX(seed) + round + (int)i);
        weft_sleep(1e-6 * (double)WEFT_UNBOX(seed));
        for (size_t i = 0; i < sizeof room; i++)
            wrong += room[i] != (unsigned char)(WEFT_UNBOX(seed) + round + (int)i);
    }
    return WEFT_BOX(wrong);
}

TEST(no_packed_stack_reaches_into_another) {
    if (!pack()) skip();
    enum { COUNT = 3000 };
    static weft_task tasks[COUNT];
    static void *wrong[COUNT];
    for (int again = 0; again < 2; again++) {
        for (int i = 0; i < COUNT; i++) tasks[i] = weft_spawn_with(keep_locals, WEFT_BOX(i), &small);
        assert_rc(weft_gather(tasks, COUNT, wrong), 0);
        for (int i = 0; i < COUNT; i++) assert_int_equal(WEFT_UNBOX(wrong[i]), 0);
    }
}

TEST(a_packed_stack_has_what_was_asked_for_beside_a_sleep) {
    if (!pack()) skip();
    weft_task_info info[2];
    weft_task task = weft_spawn_with(keep_locals, WEFT_BOX(1), &(weft_spawn_options){.stack_size = 1024});
    weft_yield();
    assert_int_equal(weft_tasks(info, 2), 2);
    assert_in_range(info[1].stack_used, 100, PACKED - (1024 - 100));
    assert_rc(weft_join(task, NULL), 0);
}

TEST(larger_stacks_are_not_packed) {
    pack();
    weft_task_info info[2];
    weft_task task = weft_spawn_with(nothing, NULL, &(weft_spawn_options){.stack_size = 1025});
    assert_int_equal(weft_tasks(info, 2), 2);
    assert_true(info[1].stack_size >= 16384);
    assert_rc(weft_join(task, NULL), 0);
}

TEST(what_packed_stacks_take_is_counted_and_given_back) {
    if (!pack()) skip();
    weft_stats_info before, with, after;
    weft_stats(&before);
    weft_task task = weft_spawn_with(nothing, NULL, &small);
    weft_stats(&with);
    assert_rc(weft_join(task, NULL), 0);
    weft_stats(&after);
    assert_int_equal(with.stack_bytes, before.stack_bytes + PACKED);
    assert_int_equal(after.stack_bytes, before.stack_bytes);
}

static __attribute__((noinline)) int overrun(int depth) {
    volatile unsigned char room[64];
    for (size_t i = 0; i < sizeof room; i++) room[i] = (unsigned char)depth;
    return (depth > 0 ? overrun(depth - 1) : 0) + room[0];
}

static void *overrun_then_wait(void *unused) {
    volatile int deep = overrun(PACKED / 64 + 2);
    (void)deep;
    weft_yield();
    return unused;
}

static void *overrun_then_end(void *unused) {
    volatile int deep = overrun(PACKED / 64 + 2);
    (void)deep;
    return unused;
}

static void *sleep_long(void *unused) {
    weft_sleep(1000);
    return unused;
}

static int overrun_by(void *(*function)(void *)) {
    if (!pack()) return 1;
    weft_spawn_with(sleep_long, NULL, &small);
    weft_task task = weft_spawn_with(function, NULL, &(weft_spawn_options){"worker", SMALL});
    weft_spawn_with(sleep_long, NULL, &small);
    weft_join(task, NULL);
    return 2;
}
static int overrun_and_wait(void) { return overrun_by(overrun_then_wait); }
static int overrun_and_end(void) { return overrun_by(overrun_then_end); }

TEST(a_packed_stack_that_was_overrun_is_told_at_the_end_of_the_turn) {
    int (*const bodies[])(void) = {overrun_and_wait, overrun_and_end};
    for (size_t i = 0; i < 2; i++) {
        const child_result *child = run_child(bodies[i], NULL);
        if (child->status == 1) skip();
        assert_int_equal(child->status, 70);
        assert_says(child->err, "weft: stack overflow in worker#");
        assert_says(child->err, " (1536 bytes): it shares pages with others");
    }
}
