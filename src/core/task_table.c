/* The table is a hash of chains, doubled as it fills. Ids are consecutive, so they spread evenly. */
#include "core/task_table.h"

#include <string.h>

#include "base/memory.h"
#include "base/touch.h"

static struct weft__task *few_buckets[64];
static struct weft__task **buckets = few_buckets;
static size_t bucket_count = sizeof few_buckets / sizeof few_buckets[0], task_count;

/* What those touch who look for an id, or give or take it, wherever its bucket is by now. */
static const void *place_of(weft_task id) {
    return &few_buckets[(size_t)id % (sizeof few_buckets / sizeof few_buckets[0])];
}

static struct weft__task **bucket_of(weft_task id) { return &buckets[(size_t)id & (bucket_count - 1)]; }

static void move_all(struct weft__task **old, size_t old_count) {
    for (size_t i = 0; i < old_count; i++)
        for (struct weft__task *task = old[i], *next; task; task = next) {
            next = task->next_in_bucket;
            task->next_in_bucket = *bucket_of(task->id);
            *bucket_of(task->id) = task;
        }
}

/* Without memory the chains just grow. */
static void grow_table(void) {
    struct weft__task **more = weft__alloc(2 * bucket_count * sizeof *more);
    if (!more) return;
    memset(more, 0, 2 * bucket_count * sizeof *more);
    struct weft__task **old = buckets;
    size_t old_count = bucket_count;
    buckets = more;
    bucket_count *= 2;
    move_all(old, old_count);
    if (old != few_buckets) weft__free(old);
}

void weft__task_table_enter(struct weft__task *task) {
    weft__touch(place_of(task->id));
    if (++task_count > bucket_count) grow_table();
    task->next_in_bucket = *bucket_of(task->id);
    *bucket_of(task->id) = task;
}

void weft__task_table_leave(struct weft__task *task) {
    weft__touch(place_of(task->id));
    struct weft__task **link = bucket_of(task->id);
    while (*link != task) link = &(*link)->next_in_bucket;
    *link = task->next_in_bucket;
    task_count--;
}

struct weft__task *weft__task_find(weft_task id) {
    weft__look(place_of(id));
    struct weft__task *task = *bucket_of(id);
    while (task && task->id != id) task = task->next_in_bucket;
    return task;
}
