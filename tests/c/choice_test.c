/* Choices and random data: from the run's seed, each in a stream of its own. */
#include "testing.h"

#include "base/random.h"

TEST(choices_are_below_their_count_and_each_comes) {
    int seen[6] = {0};
    for (int i = 0; i < 600; i++) {
        int choice = weft_choose(6);
        assert_in_range(choice, 0, 5);
        seen[choice]++;
    }
    for (int i = 0; i < 6; i++) assert_in_range(seen[i], 50, 150);
}

TEST(one_alternative_is_no_choice) { assert_int_equal(weft_choose(1), 0); }

TEST(a_choice_among_none_is_invalid) {
    assert_rc(weft_choose(0), WEFT_EINVAL);
    assert_rc(weft_choose(-3), WEFT_EINVAL);
    assert_in_range(weft_choose(INT32_MAX), 0, INT32_MAX - 1);
}

static uint64_t mixed(int draws) {
    uint64_t sum = 0;
    for (int i = 0; i < 40; i++) {
        sum = sum * 31 + (uint64_t)weft_choose(1000);
        for (int draw = 0; draw < draws; draw++) weft_random(10);
    }
    return sum;
}

TEST(the_seed_decides) {
    weft__random_seed(7);
    uint64_t first = mixed(0);
    weft__random_seed(7);
    assert_true(mixed(0) == first);
    weft__random_seed(8);
    assert_false(mixed(0) == first);
}

TEST(data_that_is_drawn_changes_no_choice) {
    weft__random_seed(7);
    uint64_t first = mixed(0);
    weft__random_seed(7);
    assert_true(mixed(3) == first);
}

static weft_chan *chans[2];

static int pick(void) {
    char item;
    weft_case cases[] = {WEFT_RECV(chans[0], &item), WEFT_RECV(chans[1], &item)};
    return weft_select(cases, 2);
}

static unsigned picks(bool draw) {
    unsigned word = 0;
    for (int i = 0; i < 16; i++) {
        for (int c = 0; c < 2; c++) weft_chan_try_send(chans[c], "x");
        if (draw) weft_random(0);
        word = word << 1 | (unsigned)pick();
    }
    return word;
}

TEST(data_that_is_drawn_changes_no_select) {
    for (int c = 0; c < 2; c++) chans[c] = weft_chan_new(1, 1);
    weft__random_seed(3);
    unsigned first = picks(false);
    weft__random_seed(3);
    assert_int_equal(picks(true), first);
    for (int c = 0; c < 2; c++) weft_chan_free(chans[c]);
}

TEST(random_data_is_below_its_bound) {
    for (uint64_t bound = 1; bound < 50; bound++)
        for (int i = 0; i < 50; i++) assert_true(weft_random(bound) < bound);
    uint64_t large = ((uint64_t)1 << 63) + 1;
    for (int i = 0; i < 50; i++) assert_true(weft_random(large) < large);
}

TEST(without_a_bound_every_bit_comes_and_goes) {
    uint64_t ones = 0, zeros = 0;
    for (int i = 0; i < 100; i++) {
        uint64_t word = weft_random(0);
        ones |= word;
        zeros |= ~word;
    }
    assert_true(ones == UINT64_MAX && zeros == UINT64_MAX);
}
