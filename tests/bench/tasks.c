/* Tasks: yielding to each other, being born and joined, the room that one takes while it
   waits, a million that sleep. */
#include "bench.h"

#include <unistd.h>

static void *yielder(void *turns) {
    for (long left = WEFT_UNBOX(turns); left > 0; left--) weft_yield();
    return NULL;
}

/* Two tasks take turns. */
static double yield(long count) {
    double start = weft_now();
    weft_task tasks[2];
    for (int i = 0; i < 2; i++) tasks[i] = weft_spawn(yielder, WEFT_BOX(count / 2));
    weft_gather(tasks, 2, NULL);
    return nanoseconds_since(start);
}

static void *nothing(void *argument) { return argument; }

static double spawn(long count) {
    double start = weft_now();
    for (long i = 0; i < count; i++) weft_join(weft_spawn(nothing, NULL), NULL);
    return nanoseconds_since(start);
}

static void *wait_for_event(void *event) {
    weft_event_wait(event);
    return NULL;
}

#ifdef __wasm__
static double memory_in_use(void) { return (double)(size_t)sbrk(0); }
#else
#include "resident.h"
#endif

static double parked(long count, size_t stack_size) {
    weft_task *tasks = malloc((size_t)count * sizeof *tasks);
    if (!tasks) abort();
    weft_event event = {0};
    double before = memory_in_use();
    for (long i = 0; i < count; i++)
        tasks[i] = weft_spawn_with(wait_for_event, &event, &(weft_spawn_options){.stack_size = stack_size});
    weft_yield();
    double taken = memory_in_use() - before;
    weft_event_set(&event);
    weft_gather(tasks, (size_t)count, NULL);
    free(tasks);
    return taken;
}

static double park_default(long count) { return parked(count, 0); }
static double park_smallest(long count) {
    weft_pack_stacks();
    return parked(count, 512);
}

static unsigned random_state = 1;
static unsigned next_random(void) { return random_state = random_state * 1664525u + 1013904223u; }

static void *sleeper(void *microseconds) {
    weft_sleep((double)WEFT_UNBOX(microseconds) / 1e6);
    return NULL;
}

/* Each sleeps up to a tenth of a second, at random: long over when the last has been spawned,
   so nothing is waited for. */
static double sleepers_of(long count, size_t stack_size) {
    weft_task *tasks = malloc((size_t)count * sizeof *tasks);
    if (!tasks) abort();
    double start = weft_now();
    for (long i = 0; i < count; i++)
        tasks[i] = weft_spawn_with(sleeper, WEFT_BOX(1 + next_random() % 100000),
                                   &(weft_spawn_options){.stack_size = stack_size});
    weft_gather(tasks, (size_t)count, NULL);
    double taken = nanoseconds_since(start);
    free(tasks);
    return taken;
}

static double sleepers(long count) {
    weft_pack_stacks();
    return sleepers_of(count, 512);
}

static double sleepers_guarded(long count) { return sleepers_of(count, 0); }

int main(void) {
    return serve((struct work[]){{"yield", yield},
                                 {"spawn", spawn},
                                 {"parked", park_default},
                                 {"parked-512", park_smallest},
                                 {"sleepers", sleepers},
                                 {"sleepers-guarded", sleepers_guarded},
                                 {0}});
}
