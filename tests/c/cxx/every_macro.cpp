// weft.h in C++: real calls of every macro, and of the functions beside them. Ends with 0 when each did as it should.
#include <weft.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

int failures;

void expect(bool holds, const char *what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    failures++;
}
#define EXPECT(condition) expect((condition), #condition)

void *twice(void *n) {
    weft_sleep(0.1);
    return WEFT_BOX(2 * WEFT_UNBOX(n));
}

void *sleep_long(void *result) {
    weft_sleep(100);
    return result;
}

void tasks() {
    void *result = nullptr;
    EXPECT(weft_join(weft_spawn(twice, WEFT_BOX(21)), &result) == 0 && WEFT_UNBOX(result) == 42);
    weft_spawn_options options = {};
    options.name = "named";
    options.stack_size = 65536;
    weft_task named = weft_spawn_with(twice, WEFT_BOX(1), &options);
    EXPECT(std::strcmp(weft_task_name(named), "named") == 0);
    weft_task lambda = weft_spawn([](void *arg) -> void * { return arg; }, WEFT_BOX(3));
    weft_task cast = weft_spawn(reinterpret_cast<void *(*)(void *)>(twice), WEFT_BOX(2));
    EXPECT(std::strcmp(weft_task_name(cast), "twice") == 0);
    weft_task all[] = {named, lambda, cast};
    void *results[3];
    EXPECT(weft_wait_any(all, 3) == 1);
    EXPECT(weft_gather(all, 3, results) == 0 && WEFT_UNBOX(results[1]) == 3 && WEFT_UNBOX(results[2]) == 4);
    EXPECT(weft_detach(weft_spawn(twice, nullptr)) == 0);
    EXPECT(weft_yield() == 0 && weft_self() == 1 && weft_now() > 0);
    EXPECT(std::strcmp(weft_error_name(WEFT_EDONE), "WEFT_EDONE") == 0 && weft_strerror(0) != nullptr);
}

void *count_to(void *limit) {
    void *in = nullptr;
    for (intptr_t n = 1; n <= WEFT_UNBOX(limit); n++)
        if (weft_gen_yield(WEFT_BOX(n), &in) != 0) return nullptr;
    return WEFT_BOX(-1);
}

void generators() {
    void *out = nullptr;
    weft_gen *gen = weft_gen_new(count_to, WEFT_BOX(5));
    EXPECT(weft_gen_next(gen, &out) == 0 && WEFT_UNBOX(out) == 1);
    EXPECT(weft_gen_send(gen, WEFT_BOX(7), &out) == 0 && WEFT_UNBOX(out) == 2);
    EXPECT(weft_gen_throw(gen, WEFT_EIO, &out) == WEFT_EDONE);
    EXPECT(weft_gen_close(gen, &out) == 0);
    weft_gen_free(gen);
}

void *produce(void *chan) {
    for (int n = 1; n <= 2; n++) weft_chan_send(static_cast<weft_chan *>(chan), &n);
    weft_chan_close(static_cast<weft_chan *>(chan));
    return nullptr;
}

void channels() {
    int number = 0, other = 9;
    weft_chan *chan = weft_chan_new(sizeof number, 0), *free_one = weft_chan_new(sizeof number, 1);
    weft_detach(weft_spawn(produce, chan));
    EXPECT(weft_chan_recv(chan, &number) == 0 && number == 1);
    weft_case cases[] = {WEFT_RECV(chan, &number), WEFT_SEND(free_one, &other)};
    EXPECT(weft_select(cases, 2) >= 0);
    EXPECT(weft_try_select(cases, 2) != WEFT_EINVAL);
    EXPECT(weft_chan_try_send(free_one, &other) == WEFT_EAGAIN && weft_chan_len(free_one) == 1);
    EXPECT(weft_chan_try_recv(free_one, &number) == 0 && number == 9);
    weft_chan_free(chan);
    weft_chan_free(free_one);
}

/* A timeout and a shield as C++ has them: closed wherever the block is left. */
class scope {
    weft_timeout timeout = {};

  public:
    explicit scope(double seconds) { weft_timeout_begin(&timeout, seconds); }
    scope(const scope &) = delete;
    scope &operator=(const scope &) = delete;
    ~scope() { weft_timeout_end(&timeout); }
};

class shield {
  public:
    shield() { weft_shield_begin(); }
    shield(const shield &) = delete;
    shield &operator=(const shield &) = delete;
    ~shield() { weft_shield_end(); }
};

int sleep_in_scope() {
    scope limit(0.1);
    int error = weft_sleep(5);
    shield from_that;
    EXPECT(weft_sleep(0.1) == 0);
    return error;
}

void interruptions() {
    void *result = nullptr;
    EXPECT(sleep_in_scope() == WEFT_ETIMEDOUT && weft_yield() == 0);
    EXPECT(weft_wait_for(twice, WEFT_BOX(4), 1, &result) == 0 && WEFT_UNBOX(result) == 8);
    EXPECT(weft_wait_for(sleep_long, nullptr, 0.1, nullptr) == WEFT_ETIMEDOUT);
    weft_task task = weft_spawn(sleep_long, nullptr);
    weft_yield();
    EXPECT(weft_cancel(task) == 0 && weft_join(task, nullptr) == WEFT_ECANCELED && !weft_cancelled());
}

int child(void *result) { return weft_sleep(0.1) ? -1 : static_cast<int>(WEFT_UNBOX(result)); }

void groups() {
    weft_group *group = weft_group_open();
    EXPECT(weft_group_spawn(group, child, WEFT_BOX(0)) > 0);
    EXPECT(weft_group_spawn(group, child, WEFT_BOX(WEFT_EIO)) > 0);
    EXPECT(weft_group_close(group) == WEFT_EIO);
}

weft_mutex mutex;
weft_cond cond;
weft_event event;
weft_waitgroup work;

void *change(void *) {
    weft_mutex_lock(&mutex);
    weft_cond_signal(&cond);
    weft_mutex_unlock(&mutex);
    weft_event_set(&event);
    weft_waitgroup_done(&work);
    return nullptr;
}

void synchronisation() {
    weft_sem sem = {};
    weft_barrier barrier = {};
    weft_sem_init(&sem, 1);
    EXPECT(weft_barrier_init(&barrier, 1) == 0 && weft_barrier_wait(&barrier) == 0);
    EXPECT(weft_sem_acquire(&sem) == 0 && weft_sem_release(&sem) == 0);
    weft_waitgroup_add(&work, 1);
    EXPECT(weft_mutex_lock(&mutex) == 0);
    weft_detach(weft_spawn(change, nullptr));
    EXPECT(weft_cond_wait(&cond, &mutex) == 0 && weft_mutex_unlock(&mutex) == 0);
    EXPECT(weft_event_wait(&event) == 0 && weft_waitgroup_wait(&work) == 0);
}

void world() {
    char line[16];
    double seconds = 0;
    weft_response response;
    EXPECT(weft_fetch("/delay/0", nullptr, &response) == 0 && response.status == 200);
    weft_response_free(&response);
    EXPECT(weft_read_line(line, sizeof line) == WEFT_EDONE);
    EXPECT(weft_next_frame(&seconds) == 0 && seconds > 0);
}

void inside() {
    weft_task_info info[2];
    weft_stats_info stats;
    weft_stats(&stats);
    EXPECT(weft_tasks(info, 2) >= 1 && stats.live >= 1);
    weft_mark("%s", WEFT_VERSION);
    EXPECT(weft_choose(3) < 3 && weft_choose(0) == WEFT_EINVAL && weft_random(10) < 10);
}

} // namespace

int main() {
    tasks();
    generators();
    channels();
    interruptions();
    groups();
    synchronisation();
    world();
    inside();
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
