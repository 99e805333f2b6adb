/* Stacks: the sizes that may be asked for, and that nothing of one reaches another. */
#include "testing.h"

static int fill(int depth, unsigned char seed) {
    volatile unsigned char room[64];
    for (size_t i = 0; i < sizeof room; i++) room[i] = (unsigned char)(seed + depth);
    int wrong = depth > 0 ? fill(depth - 1, seed) : weft_yield();
    for (size_t i = 0; i < sizeof room; i++) wrong += room[i] != (unsigned char)(seed + depth);
    return wrong;
}

static void *fill_stack(void *seed) {
    int wrong = 0;
    for (int round = 0; round < 5; round++) wrong += fill(20, (unsigned char)WEFT_UNBOX(seed));
    return WEFT_BOX(wrong);
}

TEST(no_stack_reaches_into_another) {
    enum { COUNT = 100 };
    weft_task tasks[COUNT];
    void *wrong[COUNT];
    for (int i = 0; i < COUNT; i++) tasks[i] = weft_spawn(fill_stack, WEFT_BOX(i));
    assert_rc(weft_gather(tasks, COUNT, wrong), 0);
    for (int i = 0; i < COUNT; i++) assert_int_equal(WEFT_UNBOX(wrong[i]), 0);
}

static void *yield_once(void *unused) {
    weft_yield();
    return unused;
}

TEST(a_stack_may_have_any_size_from_512_bytes_up) {
    const size_t sizes[] = {512, 513, 1000, 1024, 4096, 10000, 16384, 65536, 100000, 1 << 20, 10 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        weft_task task = weft_spawn_with(yield_once, "x", &(weft_spawn_options){.stack_size = sizes[i]});
        assert_true(task > 0);
        void *result;
        assert_rc(weft_join(task, &result), 0);
        assert_string_equal(result, "x");
    }
}

TEST(a_smaller_stack_is_invalid) {
    assert_rc(weft_spawn_with(yield_once, NULL, &(weft_spawn_options){.stack_size = 511}), WEFT_EINVAL);
    assert_rc(weft_spawn_with(yield_once, NULL, &(weft_spawn_options){.stack_size = 1}), WEFT_EINVAL);
}

static void *use_a_large_array(void *bytes) {
    size_t size = (size_t)WEFT_UNBOX(bytes);
    volatile char room[size];
    for (size_t i = 0; i < size; i += 512) room[i] = 1;
    weft_yield();
    return WEFT_BOX(room[0]);
}

TEST(a_large_stack_holds_a_large_array) {
    void *result;
    weft_spawn_options options = {.stack_size = (size_t)4 << 20};
    assert_rc(weft_join(weft_spawn_with(use_a_large_array, WEFT_BOX(3 << 20), &options), &result), 0);
    assert_int_equal(WEFT_UNBOX(result), 1);
}

TEST(stacks_of_many_sizes_live_side_by_side) {
    enum { COUNT = 60 };
    weft_task tasks[COUNT];
    void *wrong[COUNT];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COUNT; i++) {
            weft_spawn_options options = {.stack_size = (size_t)16384 << (i % 5)};
            tasks[i] = weft_spawn_with(fill_stack, WEFT_BOX(i + round), &options);
        }
        assert_rc(weft_gather(tasks, COUNT, wrong), 0);
        for (int i = 0; i < COUNT; i++) assert_int_equal(WEFT_UNBOX(wrong[i]), 0);
    }
}

TEST(a_used_stack_is_used_again) {
    weft_stats_info one, many;
    assert_rc(weft_join(weft_spawn(yield_once, NULL), NULL), 0);
    weft_stats(&one);
    for (int i = 0; i < 1000; i++) assert_rc(weft_join(weft_spawn(yield_once, NULL), NULL), 0);
    weft_stats(&many);
    assert_int_equal(one.stack_bytes, many.stack_bytes);
}

static void *address_of_a_local(void *address) {
    volatile char local = 1;
    *(uintptr_t *)address = (uintptr_t)&local;
    return NULL;
}

TEST(the_next_task_gets_the_stack_that_was_used_last) {
    uintptr_t first = 0, second = 0;
    assert_rc(weft_join(weft_spawn(address_of_a_local, &first), NULL), 0);
    assert_rc(weft_join(weft_spawn(address_of_a_local, &second), NULL), 0);
    assert_true(first == second);
}
