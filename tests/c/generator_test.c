/* Generators: resume, yield, send, throw, close, and who may call what when. */
#include "testing.h"

static void *count_to(void *limit) {
    for (intptr_t i = 1; i <= WEFT_UNBOX(limit); i++) weft_gen_yield(WEFT_BOX(i), NULL);
    return WEFT_BOX(-1);
}

TEST(next_runs_the_body_up_to_its_yield) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(3));
    void *out;
    for (int i = 1; i <= 3; i++) {
        assert_rc(weft_gen_next(gen, &out), 0);
        assert_int_equal(WEFT_UNBOX(out), i);
    }
    weft_gen_free(gen);
}

static void *note_start(void *name) {
    note("%s", (const char *)name);
    return NULL;
}

TEST(the_body_does_not_run_before_the_first_next) {
    weft_gen *gen = weft_gen_new(note_start, "body");
    settle();
    note("main");
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    assert_notes("main body");
    weft_gen_free(gen);
}

TEST(the_end_hands_over_the_bodys_return_value_once) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(1));
    void *out;
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
    assert_int_equal(WEFT_UNBOX(out), -1);
    for (int i = 0; i < 3; i++) {
        out = &out;
        assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
        assert_null(out);
    }
    weft_gen_free(gen);
}

TEST(out_may_be_null) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(1));
    assert_rc(weft_gen_next(gen, NULL), 0);
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    weft_gen_free(gen);
}

static void *echo(void *arg) {
    void *in = NULL;
    int rc = weft_gen_yield(arg, &in);
    while (rc == 0 && in) {
        note("got:%s", (const char *)in);
        rc = weft_gen_yield(in, &in);
    }
    return "end";
}

TEST(a_generator_is_primed_with_next_and_fed_with_send) {
    weft_gen *gen = weft_gen_new(echo, "ready");
    void *out;
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_string_equal(out, "ready");
    assert_rc(weft_gen_send(gen, "First", &out), 0);
    assert_string_equal(out, "First");
    assert_rc(weft_gen_send(gen, "Second", &out), 0);
    assert_string_equal(out, "Second");
    assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
    assert_string_equal(out, "end");
    assert_notes("got:First got:Second");
    weft_gen_free(gen);
}

TEST(sending_a_value_to_a_generator_that_has_not_started_is_invalid) {
    weft_gen *gen = weft_gen_new(echo, "ready");
    void *out = NULL;
    assert_rc(weft_gen_send(gen, "too early", &out), WEFT_EINVAL);
    assert_rc(weft_gen_send(gen, NULL, &out), 0);
    assert_string_equal(out, "ready");
    weft_gen_free(gen);
}

TEST(sending_to_an_ended_generator_is_done) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(0));
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    void *out = &out;
    assert_rc(weft_gen_send(gen, "x", &out), WEFT_EDONE);
    assert_null(out);
    weft_gen_free(gen);
}

static void *note_yields(void *arg) {
    (void)arg;
    for (;;) {
        void *in = "untouched";
        int rc = weft_gen_yield(NULL, &in);
        note("%s", rc < 0 ? weft_error_name(rc) : "0");
        if (rc == WEFT_EINVAL) return "gave up";
        if (rc == WEFT_ECLOSED) return "closed";
    }
}

TEST(throw_makes_the_pending_yield_return_that_error) {
    weft_gen *gen = weft_gen_new(note_yields, NULL);
    void *out;
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_rc(weft_gen_throw(gen, WEFT_EIO, &out), 0);
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_rc(weft_gen_throw(gen, WEFT_EINVAL, &out), WEFT_EDONE);
    assert_string_equal(out, "gave up");
    assert_notes("WEFT_EIO 0 WEFT_EINVAL");
    weft_gen_free(gen);
}

TEST(throwing_into_a_generator_that_has_not_started_ends_it_with_that_error) {
    weft_gen *gen = weft_gen_new(note_yields, NULL);
    void *out = &out;
    assert_rc(weft_gen_throw(gen, WEFT_EIO, &out), WEFT_EIO);
    assert_notes("");
    assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
    assert_null(out);
    weft_gen_free(gen);
}

TEST(throwing_into_an_ended_generator_is_that_error_or_done) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(0));
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    void *out = &out;
    assert_rc(weft_gen_throw(gen, WEFT_EIO, &out), WEFT_EDONE);
    assert_null(out);
    weft_gen_free(gen);
}

TEST(throwing_what_is_no_error_is_invalid) {
    weft_gen *gen = weft_gen_new(note_yields, NULL);
    assert_rc(weft_gen_next(gen, NULL), 0);
    assert_rc(weft_gen_throw(gen, 0, NULL), WEFT_EINVAL);
    assert_rc(weft_gen_throw(gen, 5, NULL), WEFT_EINVAL);
    assert_notes("");
    weft_gen_free(gen);
    assert_notes("WEFT_ECLOSED");
}

TEST(close_makes_the_pending_yield_return_closed_and_hands_over_the_result) {
    weft_gen *gen = weft_gen_new(note_yields, NULL);
    assert_rc(weft_gen_next(gen, NULL), 0);
    void *result = NULL;
    assert_rc(weft_gen_close(gen, &result), 0);
    assert_string_equal(result, "closed");
    assert_notes("WEFT_ECLOSED");
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    weft_gen_free(gen);
}

TEST(closing_a_generator_that_never_started_ends_it_without_running_the_body) {
    weft_gen *gen = weft_gen_new(note_start, "body");
    void *result = &result;
    assert_rc(weft_gen_close(gen, &result), 0);
    assert_null(result);
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    assert_notes("");
    weft_gen_free(gen);
}

TEST(closing_an_ended_generator_does_nothing) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(0));
    assert_rc(weft_gen_next(gen, NULL), WEFT_EDONE);
    void *result = &result;
    assert_rc(weft_gen_close(gen, &result), 0);
    assert_null(result);
    assert_rc(weft_gen_close(gen, NULL), 0);
    weft_gen_free(gen);
}

static void *obstinate(void *times) {
    intptr_t left = WEFT_UNBOX(times);
    weft_gen_yield(NULL, NULL);
    while (left-- > 0) note("%s", weft_gen_yield(NULL, NULL) == WEFT_ECLOSED ? "closed" : "resumed");
    return "at last";
}

TEST(a_body_that_yields_again_while_being_closed_is_busy) {
    weft_gen *gen = weft_gen_new(obstinate, WEFT_BOX(1));
    assert_rc(weft_gen_next(gen, NULL), 0);
    void *result = NULL;
    assert_rc(weft_gen_close(gen, &result), WEFT_EBUSY);
    assert_rc(weft_gen_close(gen, &result), 0);
    assert_string_equal(result, "at last");
    assert_notes("closed");
    weft_gen_free(gen);
}

TEST(free_closes_a_generator_in_the_middle_of_its_body) {
    weft_gen *gen = weft_gen_new(note_yields, NULL);
    assert_rc(weft_gen_next(gen, NULL), 0);
    weft_gen_free(gen);
    assert_notes("WEFT_ECLOSED");
}

TEST(free_of_null_does_nothing) { weft_gen_free(NULL); }

static weft_gen *own;

static void *resume_itself(void *arg) {
    (void)arg;
    note("%s", weft_error_name(weft_gen_next(own, NULL)));
    note("%s", weft_error_name(weft_gen_throw(own, WEFT_EIO, NULL)));
    note("%s", weft_error_name(weft_gen_close(own, NULL)));
    return NULL;
}

TEST(resuming_a_generator_that_is_running_is_busy) {
    own = weft_gen_new(resume_itself, NULL);
    assert_rc(weft_gen_next(own, NULL), WEFT_EDONE);
    assert_notes("WEFT_EBUSY WEFT_EBUSY WEFT_EBUSY");
    weft_gen_free(own);
}

static int yield_at_depth(int depth, intptr_t value) {
    volatile char room[32];
    room[0] = (char)depth;
    if (depth == 0) return weft_gen_yield(WEFT_BOX(value), NULL);
    return yield_at_depth(depth - 1, value) + room[0] - (char)depth;
}

static void *yield_from_below(void *arg) {
    for (int depth = 0; depth < WEFT_UNBOX(arg); depth++) yield_at_depth(depth, depth);
    return NULL;
}

TEST(a_body_may_yield_at_any_call_depth) {
    weft_gen *gen = weft_gen_new(yield_from_below, WEFT_BOX(50));
    void *out;
    for (int depth = 0; depth < 50; depth++) {
        assert_rc(weft_gen_next(gen, &out), 0);
        assert_int_equal(WEFT_UNBOX(out), depth);
    }
    assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
    weft_gen_free(gen);
}

static void *squares(void *limit) {
    weft_gen *numbers = weft_gen_new(count_to, limit);
    void *n;
    while (weft_gen_next(numbers, &n) == 0)
        if (weft_gen_yield(WEFT_BOX(WEFT_UNBOX(n) * WEFT_UNBOX(n)), NULL) < 0) break;
    weft_gen_free(numbers);
    return NULL;
}

TEST(generators_nest) {
    weft_gen *gen = weft_gen_new(squares, WEFT_BOX(20));
    void *out;
    for (int i = 1; i <= 20; i++) {
        assert_rc(weft_gen_next(gen, &out), 0);
        assert_int_equal(WEFT_UNBOX(out), i * i);
    }
    assert_rc(weft_gen_next(gen, &out), WEFT_EDONE);
    weft_gen_free(gen);
}

TEST(closing_the_outer_generator_lets_it_free_the_inner) {
    weft_gen *gen = weft_gen_new(squares, WEFT_BOX(20));
    assert_rc(weft_gen_next(gen, NULL), 0);
    weft_gen_free(gen);
}

typedef struct tree {
    struct tree *left, *right;
    int value;
} tree;

static void *fringe(void *node) {
    tree *t = node;
    if (!t) return NULL;
    tree *children[] = {t->left, t->right};
    if (!t->left && !t->right) weft_gen_yield(WEFT_BOX(t->value), NULL);
    for (int i = 0; i < 2; i++) {
        weft_gen *side = weft_gen_new(fringe, children[i]);
        void *leaf;
        while (weft_gen_next(side, &leaf) == 0) weft_gen_yield(leaf, NULL);
        weft_gen_free(side);
    }
    return NULL;
}

TEST(generators_recur) {
    tree nodes[31];
    for (int i = 0; i < 31; i++)
        nodes[i] = (tree){i < 15 ? &nodes[2 * i + 1] : NULL, i < 15 ? &nodes[2 * i + 2] : NULL, i};
    weft_gen *gen = weft_gen_new(fringe, &nodes[0]);
    void *leaf;
    for (int i = 15; i < 31; i++) {
        assert_rc(weft_gen_next(gen, &leaf), 0);
        assert_int_equal(WEFT_UNBOX(leaf), i);
    }
    assert_rc(weft_gen_next(gen, &leaf), WEFT_EDONE);
    weft_gen_free(gen);
}

TEST(two_generators_of_one_body_keep_apart) {
    weft_gen *a = weft_gen_new(count_to, WEFT_BOX(5)), *b = weft_gen_new(count_to, WEFT_BOX(5));
    void *x, *y;
    assert_rc(weft_gen_next(a, &x), 0);
    assert_rc(weft_gen_next(a, &x), 0);
    assert_rc(weft_gen_next(b, &y), 0);
    assert_int_equal(WEFT_UNBOX(x), 2);
    assert_int_equal(WEFT_UNBOX(y), 1);
    weft_gen_free(b);
    assert_rc(weft_gen_next(a, &x), 0);
    assert_int_equal(WEFT_UNBOX(x), 3);
    weft_gen_free(a);
}

static void *tick(void *count) {
    for (intptr_t i = 1; i <= WEFT_UNBOX(count); i++) {
        if (weft_sleep(1) < 0) return NULL;
        if (weft_gen_yield(WEFT_BOX(i), NULL) < 0) return NULL;
    }
    return NULL;
}

static void *note_thrice(void *name) {
    for (int i = 0; i < 3; i++) {
        note("%s", (const char *)name);
        weft_sleep(1);
    }
    return NULL;
}

TEST(a_body_that_waits_makes_its_consumer_wait) {
    weft_gen *gen = weft_gen_new(tick, WEFT_BOX(2));
    weft_task other = weft_spawn(note_thrice, "other");
    double start = weft_now();
    void *out;
    while (weft_gen_next(gen, &out) == 0) note("tick%d", (int)WEFT_UNBOX(out));
    assert_seconds(weft_now() - start, 2);
    weft_gen_free(gen);
    assert_rc(weft_join(other, NULL), 0);
    assert_notes("other tick1 other tick2 other");
}

static void *self_in_body(void *arg) {
    *(weft_task *)arg = weft_self();
    weft_gen_yield(NULL, NULL);
    weft_yield();
    *(weft_task *)arg = weft_self();
    return NULL;
}

static void *finish(void *gen) {
    CHECK(weft_gen_next(gen, NULL) == WEFT_EDONE);
    return NULL;
}

TEST(in_a_body_self_is_the_task_that_resumed_it) {
    weft_task seen = 0;
    weft_gen *gen = weft_gen_new(self_in_body, &seen);
    assert_rc(weft_gen_next(gen, NULL), 0);
    assert_rc(seen, 1);
    weft_task other = weft_spawn(finish, gen);
    assert_rc(weft_join(other, NULL), 0);
    assert_rc(seen, other);
    weft_gen_free(gen);
}

static void *next_it(void *gen) {
    int rc = weft_gen_next(gen, NULL);
    note("%s", rc < 0 ? weft_error_name(rc) : "0");
    return NULL;
}

TEST(a_generator_that_waits_inside_one_task_is_busy_for_another) {
    weft_gen *gen = weft_gen_new(tick, WEFT_BOX(1));
    weft_task first = weft_spawn(next_it, gen), second = weft_spawn(next_it, gen);
    assert_rc(weft_join(second, NULL), 0);
    assert_rc(weft_join(first, NULL), 0);
    assert_notes("WEFT_EBUSY 0");
    weft_gen_free(gen);
}

static void *squares_of_ticks(void *count) {
    weft_gen *inner = weft_gen_new(tick, count);
    void *n;
    while (weft_gen_next(inner, &n) == 0)
        if (weft_gen_yield(WEFT_BOX(WEFT_UNBOX(n) * 10), NULL) < 0) break;
    weft_gen_free(inner);
    return NULL;
}

TEST(a_wait_inside_nested_generators_parks_the_whole_chain) {
    weft_gen *gen = weft_gen_new(squares_of_ticks, WEFT_BOX(3));
    double start = weft_now();
    void *out;
    for (int i = 1; i <= 3; i++) {
        assert_rc(weft_gen_next(gen, &out), 0);
        assert_int_equal(WEFT_UNBOX(out), i * 10);
        assert_seconds(weft_now() - start, i);
    }
    weft_gen_free(gen);
}

static void *consume_ticks(void *arg) {
    (void)arg;
    weft_gen *gen = weft_gen_new(tick, WEFT_BOX(100));
    void *out;
    while (weft_gen_next(gen, &out) == 0) note("%d", (int)WEFT_UNBOX(out));
    weft_gen_free(gen);
    return NULL;
}

TEST(cancelling_the_consumer_reaches_the_body_that_waits) {
    weft_task task = weft_spawn(consume_ticks, NULL);
    weft_sleep(2.5);
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("1 2");
}

TEST(a_generator_may_be_handed_from_task_to_task) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(4));
    void *out;
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_rc(weft_join(weft_spawn(next_it, gen), NULL), 0);
    assert_rc(weft_gen_next(gen, &out), 0);
    assert_int_equal(WEFT_UNBOX(out), 3);
    weft_gen_free(gen);
}

TEST(a_million_values_come_in_order) {
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(1000000));
    void *out;
    intptr_t sum = 0;
    while (weft_gen_next(gen, &out) == 0) sum += WEFT_UNBOX(out);
    assert_true((int64_t)sum == (int64_t)(intptr_t)500000500000);
    weft_gen_free(gen);
}
