/* Many tasks do random things to each other, from a seed; whatever happens, nothing may be lost,
   doubled, held or left behind. */
#include "testing.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/trace.h"
#include "core/metering.h"
#include "core/sched.h"

enum { CHANNELS = 3, MUTEXES = 2, WORKERS = 12, STEPS = 200, ROUNDS = 200, SEEDS = 100, PERMITS = 2 };

static uint32_t random_state;
static weft_chan *channels[CHANNELS];
static weft_mutex mutexes[MUTEXES];
static weft_task holders[MUTEXES];
static weft_sem permits;
static weft_cond changed;
static weft_event event;
static weft_task workers[WORKERS];
static int inside;
static int64_t sent, received, sent_sum, received_sum;

static uint32_t random_below(uint32_t bound) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % bound;
}

static void count_sent(int item) {
    sent++;
    sent_sum += item;
}

static void count_received(int item) {
    received++;
    received_sum += item;
}

static int send_item(void) {
    int item = (int)random_below(1000), rc = weft_chan_send(channels[random_below(CHANNELS)], &item);
    if (rc == 0) count_sent(item);
    return rc;
}

static int receive_item(void) {
    int item = -1, rc = weft_chan_recv(channels[random_below(CHANNELS)], &item);
    if (rc == 0) count_received(item);
    return rc;
}

static int select_item(void) {
    int in[CHANNELS], out = (int)random_below(1000);
    weft_case cases[CHANNELS + 1];
    for (int i = 0; i < CHANNELS; i++)
        cases[i] = (weft_case)WEFT_RECV(random_below(4) ? channels[i] : NULL, &in[i]);
    cases[CHANNELS] = (weft_case)WEFT_SEND(channels[random_below(CHANNELS)], &out);
    int index = random_below(2) ? weft_select(cases, CHANNELS + 1) : weft_try_select(cases, CHANNELS + 1);
    if (index < 0 || cases[index].status < 0) return index < 0 ? index : cases[index].status;
    if (index == CHANNELS) count_sent(out);
    else count_received(in[index]);
    return 0;
}

static int pause_a_while(void) { return random_below(2) ? weft_yield() : weft_sleep(random_below(5) * 0.1); }

static int hold_a_mutex(void) {
    uint32_t i = random_below(MUTEXES);
    int rc = weft_mutex_lock(&mutexes[i]);
    if (rc < 0) return rc == WEFT_EDEADLK ? 0 : rc;
    CHECK(holders[i] == 0);
    holders[i] = weft_self();
    rc = pause_a_while();
    if (rc == 0 && random_below(3) == 0) {
        holders[i] = 0;
        rc = weft_cond_wait(&changed, &mutexes[i]);
        CHECK(holders[i] == 0);
        holders[i] = weft_self();
    }
    CHECK(holders[i] == weft_self());
    holders[i] = 0;
    weft_mutex_unlock(&mutexes[i]);
    return rc;
}

static int hold_a_permit(void) {
    int rc = weft_sem_acquire(&permits);
    if (rc < 0) return rc;
    CHECK(++inside <= PERMITS);
    rc = pause_a_while();
    inside--;
    weft_sem_release(&permits);
    return rc;
}

static int signal_somebody(void) {
    weft_cond_signal(&changed);
    if (random_below(2)) weft_event_set(&event);
    else weft_event_clear(&event);
    return weft_event_is_set(&event) ? weft_event_wait(&event) : 0;
}

static int do_something(void);

static void *small_job(void *unused) { return do_something() < 0 ? NULL : unused; }

static int small_group_job(void *unused) {
    (void)unused;
    return random_below(4) ? do_something() : WEFT_EIO;
}

static int gather_some(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) CHECK((tasks[i] = weft_spawn(small_job, "x")) > 0);
    if (random_below(2)) weft_wait_any(tasks, 3);
    if (random_below(2)) weft_cancel(tasks[random_below(3)]);
    int rc = weft_gather(tasks, 3, NULL);
    for (int i = 0; i < 3; i++) CHECK(weft_detach(tasks[i]) == WEFT_EBADTASK);
    return rc == WEFT_ECANCELED ? 0 : rc;
}

static int run_a_group(void) {
    weft_group *group = weft_group_open();
    for (int i = 0; i < 3; i++) CHECK(weft_group_spawn(group, small_group_job, NULL) > 0);
    int rc = weft_group_close(group);
    return rc == WEFT_EIO ? 0 : rc;
}

static void *yield_things(void *unused) {
    for (int i = 0; i < 3; i++) {
        if (do_something() < 0) break;
        if (weft_gen_yield(WEFT_BOX(i), NULL) < 0) break;
    }
    return unused;
}

static int consume_a_generator(void) {
    weft_gen *gen = weft_gen_new(yield_things, NULL);
    void *out;
    int rc = 0;
    for (uint32_t left = random_below(5); left > 0 && rc == 0; left--) rc = weft_gen_next(gen, &out);
    weft_gen_free(gen);
    return 0;
}

static int wait_a_limited_time(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, random_below(4) * 0.1);
    int rc = do_something();
    bool expired = weft_timeout_end(&timeout);
    return rc == WEFT_ETIMEDOUT && expired ? 0 : rc;
}

static int wait_for_a_job(void) {
    int rc = weft_wait_for(small_job, "x", random_below(3) * 0.1, NULL);
    return rc == WEFT_ETIMEDOUT ? 0 : rc;
}

static int cancel_somebody(void) {
    if (random_below(12) == 0) weft_cancel(workers[random_below(WORKERS)]);
    return 0;
}

/* Cheap things more often than those that do several more. */
static int do_something(void) {
    static int (*const cheap[])(void) = {send_item,    receive_item,  select_item,     pause_a_while,
                                         hold_a_mutex, hold_a_permit, signal_somebody, cancel_somebody};
    static int (*const dear[])(void) = {gather_some, run_a_group, consume_a_generator, wait_a_limited_time,
                                        wait_for_a_job};
    return random_below(5) ? cheap[random_below(8)]() : dear[random_below(5)]();
}

static void *work(void *unused) {
    for (int step = 0; step < STEPS; step++)
        if (do_something() == WEFT_ECANCELED && weft_cancelled()) break;
    return unused;
}

static void begin_run(uint32_t seed) {
    static const size_t capacities[CHANNELS] = {0, 1, 5};
    random_state = seed * 2654435761u + 1;
    for (int i = 0; i < CHANNELS; i++) channels[i] = weft_chan_new(sizeof(int), capacities[i]);
    weft_sem_init(&permits, PERMITS);
    sent = received = sent_sum = received_sum = 0;
    for (int i = 0; i < WORKERS; i++) workers[i] = weft_spawn(work, NULL);
}

static void end_run(void) {
    for (int i = 0; i < WORKERS; i++) weft_cancel(workers[i]);
    for (int i = 0; i < WORKERS; i++) {
        int rc = weft_join(workers[i], NULL);
        assert_true(rc == 0 || rc == WEFT_ECANCELED);
    }
    for (int i = 0; i < CHANNELS; i++) {
        int item;
        while (weft_chan_try_recv(channels[i], &item) == 0) count_received(item);
        weft_chan_free(channels[i]);
    }
}

/* From outside: whoever waits for something that no worker does any more gets it. */
static void keep_going(void) {
    int item = (int)random_below(1000);
    weft_sleep(0.1);
    weft_cond_broadcast(&changed);
    weft_event_set(&event);
    if (weft_chan_try_send(channels[random_below(CHANNELS)], &item) == 0) count_sent(item);
    if (weft_chan_try_recv(channels[random_below(CHANNELS)], &item) == 0) count_received(item);
}

static uint64_t run_of(uint32_t seed) {
    begin_run(seed);
    for (int round = 0; round < ROUNDS; round++) keep_going();
    end_run();
    assert_true(sent == received);
    assert_true(sent_sum == received_sum);
    for (int i = 0; i < MUTEXES; i++) {
        assert_rc(weft_mutex_try_lock(&mutexes[i]), 0);
        weft_mutex_unlock(&mutexes[i]);
    }
    assert_int_equal(inside, 0);
    for (int i = 0; i < PERMITS; i++) assert_rc(weft_sem_try_acquire(&permits), 0);
    assert_rc(weft_sem_try_acquire(&permits), WEFT_EAGAIN);
    assert_int_equal(weft_tasks(NULL, 0), 1);
    return (uint64_t)sent_sum << 32 | random_state;
}

TEST(random_runs_lose_and_leave_nothing) {
    run_of(0);
    size_t blocks = weft__blocks();
    for (uint32_t seed = 1; seed <= SEEDS; seed++) run_of(seed);
    assert_true(weft__blocks() <= blocks + 16); /* tables may have grown */
}

static uint64_t seeded_run(uint32_t seed) {
    weft__random_seed(seed);
    return run_of(seed);
}

TEST(the_same_seed_gives_the_same_run_traced_or_not) {
    for (uint32_t seed = 1; seed <= 10; seed++) {
        uint64_t once = seeded_run(seed);
        assert_true(seeded_run(seed) == once);
        assert_non_null(weft__metering_start(64));
        uint64_t traced = seeded_run(seed);
        weft__trace_stop();
        assert_true(traced == once);
        assert_true(seeded_run(seed + 1) != once);
    }
}
