/* Select: exactly one case happens, fairly chosen, and the others leave no trace. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

static weft_chan *ints(size_t capacity) { return weft_chan_new(sizeof(int), capacity); }

typedef struct job {
    weft_chan *chan;
    int item;
} job;

static void *send_one(void *arg) {
    job *j = arg;
    note("s%d:%s", j->item, word(weft_chan_send(j->chan, &j->item)));
    return NULL;
}

static void *recv_one(void *arg) {
    job *j = arg;
    int rc = weft_chan_recv(j->chan, &j->item);
    note("r%d:%s", j->item, word(rc));
    return NULL;
}

TEST(select_takes_the_case_that_is_ready) {
    weft_chan *a = ints(1), *b = ints(1);
    assert_rc(weft_chan_send(b, &(int){7}), 0);
    int x = 0, y = 0;
    weft_case cases[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &y)};
    assert_rc(weft_select(cases, 2), 1);
    assert_rc(cases[1].status, 0);
    assert_int_equal(x, 0);
    assert_int_equal(y, 7);
    weft_chan_free(a);
    weft_chan_free(b);
}

TEST(select_waits_until_a_case_is_ready) {
    weft_chan *a = ints(0), *b = ints(0);
    job j = {b, 5};
    weft_task sender = weft_spawn(send_one, &j);
    int x = 0, y = 0;
    weft_case cases[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &y)};
    assert_rc(weft_select(cases, 2), 1);
    assert_int_equal(y, 5);
    assert_rc(weft_join(sender, NULL), 0);
    assert_notes("s5:0");
    weft_chan_free(a);
    weft_chan_free(b);
}

TEST(select_sends_too) {
    weft_chan *a = ints(0), *b = ints(0);
    job j = {a, 0};
    weft_task receiver = weft_spawn(recv_one, &j);
    int x = 3, y = 4;
    weft_case cases[] = {WEFT_SEND(a, &x), WEFT_RECV(b, &y)};
    assert_rc(weft_select(cases, 2), 0);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_notes("r3:0");
    assert_int_equal(y, 4);
    weft_chan_free(a);
    weft_chan_free(b);
}

static void *select_both(void *arg) {
    weft_chan **chans = arg;
    int x = 0, y = 0;
    weft_case cases[] = {WEFT_RECV(chans[0], &x), WEFT_RECV(chans[1], &y)};
    int index = weft_select(cases, 2);
    note("case%d=%d:%s", index, x + y, index < 0 ? word(index) : word(cases[index].status));
    return NULL;
}

TEST(losing_cases_are_withdrawn) {
    weft_chan *chans[] = {ints(0), ints(0)};
    weft_task task = weft_spawn(select_both, chans);
    settle();
    assert_rc(weft_chan_send(chans[1], &(int){6}), 0);
    assert_rc(weft_chan_try_send(chans[0], &(int){9}), WEFT_EAGAIN);
    assert_rc(weft_join(task, NULL), 0);
    assert_rc(weft_chan_try_send(chans[0], &(int){9}), WEFT_EAGAIN);
    assert_notes("case1=6:0");
    weft_chan_free(chans[0]);
    weft_chan_free(chans[1]);
}

TEST(the_same_channel_may_stand_in_several_cases) {
    weft_chan *chan = ints(0);
    int x = 1, y = 2;
    job j = {chan, 0};
    weft_task receiver = weft_spawn(recv_one, &j);
    weft_case cases[] = {WEFT_SEND(chan, &x), WEFT_SEND(chan, &y)};
    int index = weft_select(cases, 2);
    assert_in_range(index, 0, 1);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_int_equal(j.item, index == 0 ? 1 : 2);
    weft_chan_free(chan);
}

TEST(a_select_never_pairs_with_itself) {
    weft_chan *chan = ints(0);
    int in = 0, out = 5;
    weft_case cases[] = {WEFT_RECV(chan, &in), WEFT_SEND(chan, &out)};
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_select(cases, 2), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_rc(weft_try_select(cases, 2), WEFT_EAGAIN);
    assert_int_equal(in, 0);
    weft_chan_free(chan);
}

TEST(two_selects_pair_with_each_other) {
    weft_chan *chans[] = {ints(0), ints(0)};
    weft_task task = weft_spawn(select_both, chans);
    int x = 11, y = 22;
    weft_case cases[] = {WEFT_SEND(chans[0], &x), WEFT_SEND(chans[1], &y)};
    int index = weft_select(cases, 2);
    assert_rc(weft_join(task, NULL), 0);
    assert_notes(index == 0 ? "case0=11:0" : "case1=22:0");
    weft_chan_free(chans[0]);
    weft_chan_free(chans[1]);
}

TEST(of_several_ready_cases_each_is_picked_about_equally_often) {
    enum { CASES = 4, ROUNDS = 4000 };
    weft_chan *chans[CASES];
    int items[CASES], picked[CASES] = {0};
    weft_case cases[CASES];
    for (int i = 0; i < CASES; i++) {
        chans[i] = ints(1);
        assert_rc(weft_chan_send(chans[i], &i), 0);
        cases[i] = (weft_case)WEFT_RECV(chans[i], &items[i]);
    }
    for (int round = 0; round < ROUNDS; round++) {
        int index = weft_select(cases, CASES);
        assert_in_range(index, 0, CASES - 1);
        picked[index]++;
        assert_rc(weft_chan_send(chans[index], &index), 0);
    }
    for (int i = 0; i < CASES; i++) {
        assert_in_range(picked[i], ROUNDS / CASES * 4 / 5, ROUNDS / CASES * 6 / 5);
        weft_chan_free(chans[i]);
    }
}

TEST(a_closed_channel_makes_its_case_happen) {
    weft_chan *a = ints(0), *b = ints(0);
    assert_rc(weft_chan_close(b), 0);
    int x = 0, y = 9;
    weft_case receive[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &y)};
    assert_rc(weft_select(receive, 2), 1);
    assert_rc(receive[1].status, WEFT_ECLOSED);
    weft_case send[] = {WEFT_SEND(a, &x), WEFT_SEND(b, &y)};
    assert_rc(weft_select(send, 2), 1);
    assert_rc(send[1].status, WEFT_ECLOSED);
    assert_rc(weft_try_select(send, 2), 1);
    weft_chan_free(a);
    weft_chan_free(b);
}

TEST(a_channel_closed_while_a_select_waits_in_it_makes_its_case_happen) {
    weft_chan *chans[] = {ints(0), ints(0)};
    weft_task task = weft_spawn(select_both, chans);
    settle();
    assert_rc(weft_chan_close(chans[0]), 0);
    assert_rc(weft_chan_close(chans[1]), 0);
    assert_rc(weft_join(task, NULL), 0);
    assert_notes("case0=0:WEFT_ECLOSED");
    weft_chan_free(chans[0]);
    weft_chan_free(chans[1]);
}

TEST(a_null_channel_never_happens) {
    weft_chan *chan = ints(1);
    assert_rc(weft_chan_send(chan, &(int){1}), 0);
    int x;
    weft_case cases[] = {WEFT_RECV(NULL, &x), WEFT_SEND(NULL, &x), WEFT_RECV(chan, &x)};
    assert_rc(weft_select(cases, 3), 2);
    assert_rc(weft_try_select(cases, 2), WEFT_EAGAIN);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_select(cases, 2), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    weft_chan_free(chan);
}

TEST(a_select_of_no_cases_waits_for_ever) {
    weft_timeout timeout;
    double start = weft_now();
    weft_timeout_begin(&timeout, 100);
    assert_rc(weft_select(NULL, 0), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_seconds(weft_now() - start, 100);
    assert_rc(weft_try_select(NULL, 0), WEFT_EAGAIN);
}

TEST(try_select_never_waits) {
    weft_chan *chan = ints(1);
    int x = 3, y = 0;
    weft_case receive[] = {WEFT_RECV(chan, &y)}, send[] = {WEFT_SEND(chan, &x)};
    assert_rc(weft_try_select(receive, 1), WEFT_EAGAIN);
    assert_rc(weft_try_select(send, 1), 0);
    assert_rc(weft_try_select(send, 1), WEFT_EAGAIN);
    assert_rc(weft_try_select(receive, 1), 0);
    assert_int_equal(y, 3);
    weft_chan_free(chan);
}

TEST(an_unknown_op_is_invalid) {
    weft_chan *chan = ints(1);
    int x = 1;
    weft_case cases[] = {WEFT_SEND(chan, &x), {99, chan, &x, 0}};
    assert_rc(weft_select(cases, 2), WEFT_EINVAL);
    assert_rc(weft_try_select(cases, 2), WEFT_EINVAL);
    assert_int_equal(weft_chan_len(chan), 0);
    weft_chan_free(chan);
}

TEST(a_cancelled_select_withdraws_all_its_cases) {
    weft_chan *chans[] = {ints(0), ints(0)};
    weft_task task = weft_spawn(select_both, chans);
    settle();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_rc(weft_chan_try_send(chans[0], &(int){1}), WEFT_EAGAIN);
    assert_rc(weft_chan_try_send(chans[1], &(int){1}), WEFT_EAGAIN);
    assert_notes("case-101=0:WEFT_ECANCELED");
    weft_chan_free(chans[0]);
    weft_chan_free(chans[1]);
}

static void *tick_three_times(void *chan) {
    for (int i = 1; i <= 3; i++) {
        weft_sleep(1);
        CHECK(weft_chan_send(chan, &i) == 0);
    }
    weft_chan_close(chan);
    return NULL;
}

TEST(a_select_loop_serves_channels_until_they_close) {
    weft_chan *a = ints(0), *b = ints(0);
    weft_task tasks[] = {weft_spawn(tick_three_times, a), weft_spawn(tick_three_times, b)};
    int x, y, open = 2, sum = 0;
    weft_case cases[] = {WEFT_RECV(a, &x), WEFT_RECV(b, &y)};
    while (open) {
        int index = weft_select(cases, 2);
        assert_in_range(index, 0, 1);
        if (cases[index].status == WEFT_ECLOSED) {
            cases[index].chan = NULL;
            open--;
        } else {
            sum += *(int *)cases[index].item;
        }
    }
    assert_int_equal(sum, 12);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    weft_chan_free(a);
    weft_chan_free(b);
}

enum { EXCHANGES = 100000 };
static int sent, received;
static int64_t sent_sum, received_sum;

/* Each side sends and receives in one select, on the same two channels: the doubled
   select of Go's own tests. */
static void *exchange(void *arg) {
    weft_chan **chans = arg;
    for (int i = 0; i < EXCHANGES / 4; i++) {
        int in[2], out = i;
        weft_case cases[] = {WEFT_RECV(chans[0], &in[0]), WEFT_SEND(chans[0], &out),
                             WEFT_RECV(chans[1], &in[1]), WEFT_SEND(chans[1], &out)};
        int index = weft_select(cases, 4);
        if (index < 0 || cases[index].status < 0) return NULL;
        if (index % 2) {
            sent++;
            sent_sum += out;
        } else {
            received++;
            received_sum += in[index / 2];
        }
    }
    return NULL;
}

static void *close_when_quiet(void *arg) {
    weft_chan **chans = arg;
    weft_sleep(1);
    weft_chan_close(chans[0]);
    weft_chan_close(chans[1]);
    return NULL;
}

TEST(the_doubled_select_loses_and_doubles_nothing) {
    weft_chan *chans[] = {ints(0), ints(0)};
    sent = received = 0;
    sent_sum = received_sum = 0;
    weft_task tasks[] = {weft_spawn(exchange, chans), weft_spawn(exchange, chans),
                         weft_spawn(exchange, chans), weft_spawn(exchange, chans),
                         weft_spawn(close_when_quiet, chans)};
    assert_rc(weft_gather(tasks, 5, NULL), 0);
    assert_int_equal(sent, received);
    assert_true(sent_sum == received_sum);
    assert_in_range(sent + received, EXCHANGES / 2, EXCHANGES);
    weft_chan_free(chans[0]);
    weft_chan_free(chans[1]);
}
