/* Memory that runs out: at every allocation of every call that allocates, and in calls that
   must not allocate at all. */
#include "testing.h"

#include "base/memory.h"

static int index_of(const char *text) { return (int)(unsigned char)text[0]; }

static void *nothing(void *arg) { return arg; }

static int succeed(void *arg) {
    (void)arg;
    return 0;
}

static void *yield_a_value(void *arg) {
    weft_gen_yield(arg, NULL);
    return NULL;
}

/* Makes the first, then the second … allocation of the call fail (and all after it), until the call succeeds.
   Each failure must be ENOMEM, leave as many tasks as before, and leave no block behind that a second failure
   does not use again. Returns how often it failed. */
static int fail_each_allocation(int (*call)(void)) {
    for (size_t count = 1; count < 100; count++) {
        size_t tasks = weft_tasks(NULL, 0), blocks = 0;
        for (int again = 0; again < 2; again++) {
            weft__fail_after(count);
            int rc = call();
            weft__fail_after(0);
            if (rc >= 0) return (int)count - 1;
            assert_rc(rc, WEFT_ENOMEM);
            assert_int_equal(weft_tasks(NULL, 0), tasks);
            if (again) assert_int_equal(weft__blocks(), blocks);
            blocks = weft__blocks();
        }
    }
    fail_msg("the call never succeeds");
    return 0;
}

static int spawn_and_join(void) {
    weft_task task = weft_spawn(nothing, "x");
    if (task < 0) return (int)task;
    void *result;
    int rc = weft_join(task, &result);
    return rc < 0 ? rc : index_of(result);
}

TEST(spawn) { assert_true(fail_each_allocation(spawn_and_join) > 0); }

static int spawn_named(void) {
    weft_task task = weft_spawn_with(
        nothing, "x", (&(weft_spawn_options){.name = "a name of its own", .stack_size = 1 << 20}));
    return task < 0 ? (int)task : weft_join(task, NULL);
}

TEST(spawn_with_a_name_and_a_stack) { assert_true(fail_each_allocation(spawn_named) > 0); }

static int spawn_many(void) {
    weft_task tasks[300];
    int rc = 0;
    size_t count = 0;
    while (count < 300 && rc == 0) {
        tasks[count] = weft_spawn(nothing, NULL);
        if (tasks[count] < 0) rc = (int)tasks[count];
        else count++;
    }
    weft__fail_after(0);
    for (size_t i = 0; i < count; i++) weft_join(tasks[i], NULL);
    return rc;
}

TEST(spawn_of_many_tasks_in_the_middle) {
    for (size_t count = 1; count < 600; count += 7) {
        size_t before = weft_tasks(NULL, 0);
        weft__fail_after(count);
        int rc = spawn_many();
        weft__fail_after(0);
        assert_true(rc == WEFT_ENOMEM || rc == 0);
        assert_int_equal(weft_tasks(NULL, 0), before);
    }
}

static int open_and_close_group(void) {
    weft_group *group = weft_group_open();
    return group ? weft_group_close(group) : WEFT_ENOMEM;
}

TEST(group_open) { assert_true(fail_each_allocation(open_and_close_group) > 0); }

static weft_group *group;

static int spawn_in_group(void) {
    weft_task task = weft_group_spawn(group, succeed, NULL);
    return task < 0 ? (int)task : 0;
}

TEST(group_spawn) {
    group = weft_group_open();
    assert_true(fail_each_allocation(spawn_in_group) > 0);
    assert_rc(weft_group_close(group), 0);
}

static int new_generator(void) {
    weft_gen *gen = weft_gen_new(yield_a_value, "x");
    if (!gen) return WEFT_ENOMEM;
    void *out;
    int rc = weft_gen_next(gen, &out);
    weft_gen_free(gen);
    return rc < 0 ? rc : index_of(out);
}

TEST(generator_new_and_next) { assert_true(fail_each_allocation(new_generator) > 0); }

static int new_channel(void) {
    weft_chan *chan = weft_chan_new(16, 16);
    if (!chan) return WEFT_ENOMEM;
    int rc = weft_chan_send(chan, "0123456789abcdef");
    weft_chan_free(chan);
    return rc;
}

TEST(channel_new) { assert_true(fail_each_allocation(new_channel) > 0); }

static weft_chan *full;

static int select_over_many(void) {
    enum { CASES = 200 };
    static weft_case cases[CASES];
    static char items[CASES];
    for (int i = 0; i < CASES; i++) cases[i] = (weft_case)WEFT_SEND(full, &items[i]);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.001);
    int rc = weft_select(cases, CASES);
    weft_timeout_end(&timeout);
    return rc == WEFT_ETIMEDOUT ? 0 : rc;
}

TEST(select_of_many_cases) {
    full = weft_chan_new(1, 0);
    fail_each_allocation(select_over_many);
    char item;
    assert_rc(weft_chan_try_recv(full, &item), WEFT_EAGAIN);
    weft_chan_free(full);
}

static void *sleep_a_second(void *unused) {
    weft_sleep(1);
    return unused;
}

enum { MANY = 100 };
static weft_task many[MANY];

static int wait_for_any(void) { return weft_wait_any(many, MANY); }

TEST(wait_any_and_gather_of_many_tasks) {
    for (int i = 0; i < MANY; i++) many[i] = weft_spawn(sleep_a_second, NULL);
    fail_each_allocation(wait_for_any);
    weft__fail_after(1);
    int rc = weft_gather(many, MANY, NULL);
    weft__fail_after(0);
    if (rc == WEFT_ENOMEM) rc = weft_gather(many, MANY, NULL);
    assert_rc(rc, 0);
}

static int wait_for_it(void) {
    void *result;
    int rc = weft_wait_for(nothing, "x", 1, &result);
    return rc < 0 ? rc : index_of(result);
}

TEST(wait_for) { assert_true(fail_each_allocation(wait_for_it) > 0); }

static int fetch_it(void) {
    weft_response response;
    weft_request request = {
        .method = "POST", .body = "abc", .length = 3, .headers = (const char *[]){"X-A: b", "X-C: d", NULL}};
    int rc = weft_fetch("/delay/0", &request, &response);
    if (rc < 0) {
        assert_null(response.body);
        assert_null(response.content_type);
        return rc;
    }
    weft_response_free(&response);
    return 0;
}

TEST(fetch) { assert_true(fail_each_allocation(fetch_it) > 0); }

static int next_frame(void) { return weft_next_frame(NULL); }

TEST(next_frame_of_the_display) { fail_each_allocation(next_frame); }

static weft_mutex mutex;
static weft_cond cond;
static weft_chan *chan;
static bool changed;

static void *change_it(void *unused) {
    CHECK(weft_mutex_lock(&mutex) == 0);
    changed = true;
    CHECK(weft_cond_signal(&cond) == 0);
    CHECK(weft_mutex_unlock(&mutex) == 0);
    CHECK(weft_chan_send(chan, "a") == 0);
    CHECK(weft_yield() == 0);
    return unused;
}

TEST(what_only_waits_allocates_nothing) {
    weft_timeout timeout;
    weft_sem sem = {0};
    weft_event event = {0};
    char item;
    chan = weft_chan_new(1, 0);
    changed = false;
    weft_task changer = weft_spawn(change_it, NULL), sleeper = weft_spawn(sleep_a_second, NULL);
    weft__fail_after(1);
    int waited = weft_yield();
    int slept = weft_sleep(0.5);
    weft_timeout_begin(&timeout, 0.1);
    int acquired = weft_sem_acquire(&sem);
    bool expired = weft_timeout_end(&timeout);
    int released = weft_sem_release(&sem);
    weft_timeout_begin(&timeout, 0.1);
    int set = weft_event_wait(&event);
    weft_timeout_end(&timeout);
    int locked = weft_mutex_lock(&mutex);
    int noticed = 0;
    while (!changed && noticed == 0) noticed = weft_cond_wait(&cond, &mutex);
    weft_mutex_unlock(&mutex);
    int received = weft_chan_recv(chan, &item);
    int joined = weft_join(changer, NULL);
    int cancelled = weft_cancel(sleeper);
    int ended = weft_join(sleeper, NULL);
    weft_mark("a mark");
    weft__fail_after(0);
    weft_chan_free(chan);
    assert_rc(waited, 0);
    assert_rc(slept, 0);
    assert_rc(acquired, WEFT_ETIMEDOUT);
    assert_true(expired);
    assert_rc(released, 0);
    assert_rc(set, WEFT_ETIMEDOUT);
    assert_rc(locked, 0);
    assert_rc(noticed, 0);
    assert_rc(received, 0);
    assert_rc(joined, 0);
    assert_rc(cancelled, 0);
    assert_rc(ended, WEFT_ECANCELED);
}

TEST(nothing_stays_behind) {
    void (*const calls[])(void **) = {
        spawn, spawn_with_a_name_and_a_stack, group_open, generator_new_and_next, channel_new, wait_for};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) calls[i](NULL);
    size_t blocks = weft__blocks();
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) calls[i](NULL);
    assert_int_equal(weft__blocks(), blocks);
}
