// A day on the virtual clock, a round each minute: tasks, channels, timers, cancellations, groups,
// generators. No round leaves anything behind.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

enum { MINUTES = 24 * 60, WORKERS = 6 };

#if defined(__wasm__)
static size_t heap(void) { return (size_t)sbrk(0); }
#elif defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
#include <malloc.h>
static size_t heap(void) { return mallinfo2().uordblks; } // what has been allocated and not freed
#else
static size_t heap(void) { return 0; }
#endif

static void *produces(void *chan) {
    for (int i = 0; i < 8; i++) {
        if (weft_chan_send(chan, &i) < 0) break;
        weft_sleep(0.5);
    }
    return NULL;
}

static void *waits_for_ever(void *event) {
    weft_event_wait(event);
    return NULL;
}

static void *slow(void *unused) {
    weft_sleep(600);
    return unused;
}

static int fails_third(void *number) {
    weft_sleep(1 + (double)WEFT_UNBOX(number));
    return WEFT_UNBOX(number) == 2 ? WEFT_EIO : 0;
}

static void *counts(void *limit) {
    for (int i = 0; i < WEFT_UNBOX(limit); i++) weft_gen_yield(WEFT_BOX(i), NULL);
    return NULL;
}

static int receive(weft_chan *chan) {
    int sum = 0, item;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 3);
    while (weft_chan_recv(chan, &item) == 0) sum += item;
    weft_timeout_end(&timeout);
    return sum;
}

static long generate(int limit) {
    long sum = 0;
    void *value;
    weft_gen *gen = weft_gen_new(counts, WEFT_BOX(limit));
    for (int i = 0; i < limit / 2 && weft_gen_next(gen, &value) == 0; i++) sum += WEFT_UNBOX(value);
    weft_gen_free(gen);
    return sum;
}

static long minute(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 2);
    weft_event never = {0};
    weft_task tasks[WORKERS], producer = weft_spawn(produces, chan);
    for (int i = 0; i < WORKERS; i++)
        tasks[i] = weft_spawn(i % 2 ? waits_for_ever : slow, i % 2 ? (void *)&never : NULL);
    long sum = receive(chan) + generate(10);
    weft_chan_close(chan);
    weft_join(producer, NULL);
    for (int i = 0; i < WORKERS; i++) weft_cancel(tasks[i]);
    weft_gather(tasks, WORKERS, NULL);
    sum += weft_wait_for(slow, NULL, 2, NULL) == WEFT_ETIMEDOUT;
    weft_group *group = weft_group_open();
    for (int i = 0; i < 5; i++) weft_group_spawn(group, fails_third, WEFT_BOX(i));
    sum += weft_group_close(group) == WEFT_EIO;
    weft_chan_free(chan);
    return sum;
}

int main(void) {
    long sum = 0;
    size_t taken = 0, stacks = 0;
    for (int at = 0; at < MINUTES; at++) {
        weft_stats_info stats;
        sum += minute();
        weft_sleep((at + 1) * 60.0 - weft_now());
        weft_stats(&stats);
        if (at == 10) {
            taken = heap();
            stacks = stats.stack_bytes;
        }
        if (stats.live != 1 || (at > 10 && (heap() != taken || stats.stack_bytes != stacks)))
            return printf("minute %d: %zu tasks, %zu bytes of stacks, heap %zu\n", at, stats.live,
                          stats.stack_bytes, heap());
    }
    printf("%.0f hours, %ld\n", weft_now() / 3600, sum);
    return 0;
}

// Output:
// 24 hours, 38880
