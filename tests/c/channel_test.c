/* Channels: order, capacity, closing, and that an item is never lost or doubled. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

typedef struct job {
    weft_chan *chan;
    int first, count;
} job;

static void *send_numbers(void *arg) {
    job *j = arg;
    for (int i = 0; i < j->count; i++) {
        int item = j->first + i, rc = weft_chan_send(j->chan, &item);
        note(rc == 0 ? "s%d" : "s%d:closed", item);
        if (rc < 0) break;
    }
    return NULL;
}

static void *recv_numbers(void *arg) {
    job *j = arg;
    for (int i = 0; i < j->count; i++) {
        int item = -1, rc = weft_chan_recv(j->chan, &item);
        if (rc < 0) {
            note("%s", word(rc));
            break;
        }
        note("r%d", item);
    }
    return NULL;
}

TEST(a_rendezvous_hands_the_item_from_sender_to_receiver) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job j = {chan, 7, 1};
    weft_task sender = weft_spawn(send_numbers, &j);
    weft_yield();
    assert_notes("");
    assert_int_equal(weft_chan_len(chan), 0);
    int item = 0;
    assert_rc(weft_chan_recv(chan, &item), 0);
    assert_int_equal(item, 7);
    assert_rc(weft_join(sender, NULL), 0);
    assert_notes("s7");
    weft_chan_free(chan);
}

TEST(a_rendezvous_works_when_the_receiver_comes_first) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job j = {chan, 0, 1};
    weft_task receiver = weft_spawn(recv_numbers, &j);
    weft_yield();
    assert_rc(weft_chan_send(chan, &(int){9}), 0);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_notes("r9");
    weft_chan_free(chan);
}

TEST(a_buffered_send_waits_only_when_the_buffer_is_full) {
    weft_chan *chan = weft_chan_new(sizeof(int), 2);
    job j = {chan, 1, 4};
    weft_task sender = weft_spawn(send_numbers, &j);
    settle();
    assert_notes("s1 s2");
    assert_int_equal(weft_chan_len(chan), 2);
    int item;
    assert_rc(weft_chan_recv(chan, &item), 0);
    assert_int_equal(item, 1);
    settle();
    assert_notes("s1 s2 s3");
    assert_int_equal(weft_chan_len(chan), 2);
    for (int i = 2; i <= 4; i++) {
        assert_rc(weft_chan_recv(chan, &item), 0);
        assert_int_equal(item, i);
    }
    assert_rc(weft_join(sender, NULL), 0);
    weft_chan_free(chan);
}

TEST(items_arrive_in_order_for_every_capacity) {
    for (size_t capacity = 0; capacity < 12; capacity++) {
        weft_chan *chan = weft_chan_new(sizeof(int), capacity);
        job j = {chan, 0, 100};
        weft_task sender = weft_spawn(send_numbers, &j);
        for (int i = 0; i < 100; i++) {
            int item = -1;
            assert_rc(weft_chan_recv(chan, &item), 0);
            assert_int_equal(item, i);
            assert_true(weft_chan_len(chan) <= capacity);
        }
        assert_rc(weft_join(sender, NULL), 0);
        weft_chan_free(chan);
        clear_notes();
    }
}

TEST(parked_receivers_are_served_first_come_first_served) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_task tasks[3];
    job j = {chan, 0, 1};
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(recv_numbers, &j);
    settle();
    for (int i = 1; i <= 3; i++) assert_rc(weft_chan_send(chan, &i), 0);
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_notes("r1 r2 r3");
    weft_chan_free(chan);
}

TEST(parked_senders_are_served_first_come_first_served) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job jobs[] = {{chan, 10, 2}, {chan, 20, 2}, {chan, 30, 2}};
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(send_numbers, &jobs[i]);
    settle();
    const int expected[] = {10, 20, 30, 11, 21, 31};
    for (int i = 0; i < 6; i++) {
        int item;
        assert_rc(weft_chan_recv(chan, &item), 0);
        assert_int_equal(item, expected[i]);
        settle();
    }
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    weft_chan_free(chan);
}

TEST(a_parked_receiver_owns_the_item_handed_to_it) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    job j = {chan, 0, 1};
    weft_task receiver = weft_spawn(recv_numbers, &j);
    settle();
    assert_rc(weft_chan_send(chan, &(int){5}), 0);
    int stolen;
    assert_rc(weft_chan_try_recv(chan, &stolen), WEFT_EAGAIN);
    assert_rc(weft_chan_send(chan, &(int){6}), 0);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_notes("r5");
    assert_rc(weft_chan_try_recv(chan, &stolen), 0);
    assert_int_equal(stolen, 6);
    weft_chan_free(chan);
}

TEST(a_receiver_cancelled_after_it_was_handed_its_item_keeps_it) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job j = {chan, 0, 2};
    weft_task receiver = weft_spawn(recv_numbers, &j);
    settle();
    assert_rc(weft_chan_send(chan, &(int){5}), 0);
    weft_cancel(receiver);
    assert_rc(weft_join(receiver, NULL), WEFT_ECANCELED);
    assert_notes("r5 WEFT_ECANCELED");
    weft_chan_free(chan);
}

TEST(a_cancelled_receiver_takes_no_item) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    job j = {chan, 0, 1};
    weft_task receiver = weft_spawn(recv_numbers, &j);
    settle();
    weft_cancel(receiver);
    assert_rc(weft_chan_send(chan, &(int){5}), 0);
    assert_rc(weft_join(receiver, NULL), WEFT_ECANCELED);
    assert_int_equal(weft_chan_len(chan), 1);
    weft_chan_free(chan);
}

TEST(a_cancelled_sender_sends_no_item) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_chan_send(chan, &(int){5}), WEFT_ETIMEDOUT);
    weft_timeout_end(&timeout);
    int item;
    assert_rc(weft_chan_try_recv(chan, &item), WEFT_EAGAIN);
    weft_chan_free(chan);
}

TEST(try_calls_never_wait) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1), *rendezvous = weft_chan_new(sizeof(int), 0);
    int item = 0;
    assert_rc(weft_chan_try_recv(chan, &item), WEFT_EAGAIN);
    assert_rc(weft_chan_try_send(chan, &(int){1}), 0);
    assert_rc(weft_chan_try_send(chan, &(int){2}), WEFT_EAGAIN);
    assert_rc(weft_chan_try_recv(chan, &item), 0);
    assert_int_equal(item, 1);
    assert_rc(weft_chan_try_send(rendezvous, &(int){3}), WEFT_EAGAIN);
    assert_rc(weft_chan_try_recv(rendezvous, &item), WEFT_EAGAIN);
    weft_chan_free(chan);
    weft_chan_free(rendezvous);
}

TEST(try_calls_meet_those_that_wait) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job send = {chan, 4, 1}, recv = {chan, 0, 1};
    weft_task sender = weft_spawn(send_numbers, &send);
    settle();
    int item = 0;
    assert_rc(weft_chan_try_recv(chan, &item), 0);
    assert_int_equal(item, 4);
    assert_rc(weft_join(sender, NULL), 0);
    weft_task receiver = weft_spawn(recv_numbers, &recv);
    settle();
    assert_rc(weft_chan_try_send(chan, &(int){8}), 0);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_notes("s4 r8");
    weft_chan_free(chan);
}

TEST(a_try_call_works_in_a_cancelled_task_because_it_never_waits) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0);
    assert_rc(weft_chan_try_send(chan, &(int){1}), 0);
    weft_timeout_end(&timeout);
    weft_chan_free(chan);
}

TEST(after_close_buffered_items_still_drain) {
    weft_chan *chan = weft_chan_new(sizeof(int), 3);
    for (int i = 1; i <= 3; i++) assert_rc(weft_chan_send(chan, &i), 0);
    assert_rc(weft_chan_close(chan), 0);
    int item;
    for (int i = 1; i <= 3; i++) {
        assert_rc(i == 2 ? weft_chan_try_recv(chan, &item) : weft_chan_recv(chan, &item), 0);
        assert_int_equal(item, i);
    }
    assert_rc(weft_chan_recv(chan, &item), WEFT_ECLOSED);
    assert_rc(weft_chan_try_recv(chan, &item), WEFT_ECLOSED);
    assert_rc(weft_chan_recv(chan, &item), WEFT_ECLOSED);
    weft_chan_free(chan);
}

TEST(send_to_a_closed_channel_is_closed) {
    weft_chan *chan = weft_chan_new(sizeof(int), 3);
    assert_rc(weft_chan_close(chan), 0);
    assert_rc(weft_chan_send(chan, &(int){1}), WEFT_ECLOSED);
    assert_rc(weft_chan_try_send(chan, &(int){1}), WEFT_ECLOSED);
    assert_int_equal(weft_chan_len(chan), 0);
    weft_chan_free(chan);
}

TEST(closing_twice_is_closed) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    assert_rc(weft_chan_close(chan), 0);
    assert_rc(weft_chan_close(chan), WEFT_ECLOSED);
    weft_chan_free(chan);
}

TEST(closing_no_channel_is_invalid) { assert_rc(weft_chan_close(NULL), WEFT_EINVAL); }

TEST(close_wakes_every_parked_receiver) {
    weft_chan *chan = weft_chan_new(sizeof(int), 2);
    job j = {chan, 0, 1};
    weft_task tasks[] = {weft_spawn(recv_numbers, &j), weft_spawn(recv_numbers, &j)};
    settle();
    assert_rc(weft_chan_close(chan), 0);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_notes("WEFT_ECLOSED WEFT_ECLOSED");
    weft_chan_free(chan);
}

TEST(close_wakes_every_parked_sender_and_their_items_are_not_sent) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    job a = {chan, 1, 2}, b = {chan, 3, 1};
    weft_task tasks[] = {weft_spawn(send_numbers, &a), weft_spawn(send_numbers, &b)};
    settle();
    assert_rc(weft_chan_close(chan), 0);
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_notes("s1 s2:closed s3:closed");
    int item;
    assert_rc(weft_chan_recv(chan, &item), 0);
    assert_int_equal(item, 1);
    assert_rc(weft_chan_recv(chan, &item), WEFT_ECLOSED);
    weft_chan_free(chan);
}

TEST(free_wakes_those_that_wait_in_it) {
    weft_chan *chan = weft_chan_new(sizeof(int), 0);
    job j = {chan, 0, 1};
    weft_task receiver = weft_spawn(recv_numbers, &j);
    settle();
    weft_chan_free(chan);
    assert_rc(weft_join(receiver, NULL), 0);
    assert_notes("WEFT_ECLOSED");
    weft_chan_free(NULL);
}

typedef struct large {
    int numbers[300];
} large;

static void *send_large(void *chan) {
    static large item;
    for (int i = 0; i < 300; i++) item.numbers[i] = i * i;
    CHECK(weft_chan_send(chan, &item) == 0);
    memset(&item, 0, sizeof item);
    return NULL;
}

TEST(items_of_any_size_are_copied_whole) {
    for (size_t capacity = 0; capacity < 2; capacity++) {
        weft_chan *chan = weft_chan_new(sizeof(large), capacity);
        weft_task sender = weft_spawn(send_large, chan);
        if (capacity) assert_rc(weft_join(sender, NULL), 0);
        static large item;
        assert_rc(weft_chan_recv(chan, &item), 0);
        for (int i = 0; i < 300; i++) assert_int_equal(item.numbers[i], i * i);
        if (!capacity) assert_rc(weft_join(sender, NULL), 0);
        weft_chan_free(chan);
    }
}

TEST(items_of_no_size_only_signal) {
    weft_chan *chan = weft_chan_new(0, 2);
    assert_non_null(chan);
    assert_rc(weft_chan_send(chan, NULL), 0);
    assert_rc(weft_chan_send(chan, NULL), 0);
    assert_rc(weft_chan_try_send(chan, NULL), WEFT_EAGAIN);
    assert_int_equal(weft_chan_len(chan), 2);
    assert_rc(weft_chan_recv(chan, NULL), 0);
    assert_int_equal(weft_chan_len(chan), 1);
    weft_chan_free(chan);
}

TEST(a_channel_larger_than_memory_is_null) {
    assert_null(weft_chan_new(SIZE_MAX, 2));
    assert_null(weft_chan_new(SIZE_MAX / 2, 3));
    assert_null(weft_chan_new(16, SIZE_MAX / 8));
    assert_null(weft_chan_new(1, SIZE_MAX));
}

TEST(a_call_on_no_channel_waits_for_ever) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    int item;
    assert_rc(weft_chan_recv(NULL, &item), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_chan_send(NULL, &item), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

static void *filter(void *arg) {
    weft_chan **link = arg;
    int prime, number;
    if (weft_chan_recv(link[0], &prime) < 0) return NULL;
    note("%d", prime);
    weft_chan *next = weft_chan_new(sizeof(int), 0);
    weft_chan *ends[] = {next};
    weft_task follower = weft_spawn(filter, ends);
    while (weft_chan_recv(link[0], &number) == 0)
        if (number % prime) weft_chan_send(next, &number);
    weft_chan_close(next);
    CHECK(weft_join(follower, NULL) == 0);
    weft_chan_free(next);
    return NULL;
}

TEST(the_prime_sieve) {
    weft_chan *numbers = weft_chan_new(sizeof(int), 0);
    weft_chan *ends[] = {numbers};
    weft_task first = weft_spawn(filter, ends);
    for (int i = 2; i < 50; i++) assert_rc(weft_chan_send(numbers, &i), 0);
    weft_chan_close(numbers);
    assert_rc(weft_join(first, NULL), 0);
    assert_notes("2 3 5 7 11 13 17 19 23 29 31 37 41 43 47");
    weft_chan_free(numbers);
}
