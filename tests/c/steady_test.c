/* In the steady state nothing is allocated: what a task, a sleep or an item needs is there from the last. */
#include "testing.h"

#include "base/address_sanitizer.h"

static size_t allocations;

/* Calls of malloc, by this program and the library, come here (-Wl,--wrap). */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size) {
    allocations++;
    return __real_malloc(size);
}

static void *nothing(void *unused) { return unused; }
static void spawn_and_join(void) { weft_join(weft_spawn(nothing, NULL), NULL); }

static void *sleep_a_second(void *unused) {
    weft_sleep(1);
    return unused;
}

static void sleep_and_be_cancelled(void) {
    weft_task tasks[20];
    for (int i = 0; i < 20; i++) tasks[i] = weft_spawn(sleep_a_second, NULL);
    weft_sleep(0.5);
    for (int i = 0; i < 20; i += 2) weft_cancel(tasks[i]);
    weft_gather(tasks, 20, NULL);
}

static weft_chan *chan;

static void *send_ten(void *unused) {
    for (int i = 0; i < 10; i++) weft_chan_send(chan, &i);
    return unused;
}

static void pass_items(void) {
    weft_task sender = weft_spawn(send_ten, NULL);
    for (int i = 0, item; i < 10; i++) {
        weft_timeout timeout;
        weft_timeout_begin(&timeout, 1);
        weft_chan_recv(chan, &item);
        weft_timeout_end(&timeout);
    }
    weft_join(sender, NULL);
}

static size_t allocated_by(void (*work)(void)) {
    for (int i = 0; i < 100; i++) work();
    size_t before = allocations;
    for (int i = 0; i < 1000; i++) work();
    return allocations - before;
}

TEST(in_the_steady_state_nothing_is_allocated) {
#ifdef WEFT__ADDRESS_SANITIZER
    skip(); /* it is to see each use of what has been freed, so there are no pools */
#endif
    chan = weft_chan_new(sizeof(int), 2);
    size_t before = allocations;
    weft_chan_free(weft_chan_new(1, 1));
    assert_true(allocations > before); /* they are counted */
    assert_int_equal(allocated_by(spawn_and_join), 0);
    assert_int_equal(allocated_by(sleep_and_be_cancelled), 0);
    assert_int_equal(allocated_by(pass_items), 0);
    weft_chan_free(chan);
}
