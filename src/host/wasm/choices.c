/* In WebAssembly the runtime hands in the schedule that a run follows, and keeps the one that a random policy
   makes. */
#include "core/choice.h"
#include "core/sched.h"
#include "core/timer.h"
#include "host/wasm/wasm.h"

void export_policy(int32_t policy, double seed, int32_t changes, int32_t turns) {
    weft__choices_begin((enum weft__policy)policy, (uint64_t)seed, (uint32_t)changes, (uint32_t)turns);
}

void export_jitter(double nanoseconds) { weft__timers_jitter = (int64_t)nanoseconds; }

bool weft__host_next_departure(enum weft__stream stream, struct weft__departure *departure) {
    double number = import_next_departure((int32_t)stream);
    if (number < 0) return false;
    uint32_t alternative = (uint32_t)import_next_alternative((int32_t)stream);
    *departure = (struct weft__departure){(uint64_t)number, alternative};
    return true;
}

void weft__host_departed(struct weft__departure departure) {
    import_departed((double)departure.number, (int32_t)departure.alternative);
}

uint32_t weft__host_choose(int kind, uint32_t count, uint32_t seeded) {
    return (uint32_t)import_choose(kind, (int32_t)count, (int32_t)seeded);
}

int32_t export_ready_tasks(int32_t *tasks, int32_t max) {
    struct weft__link *link = weft__list_first(&weft__sched.ready);
    for (int32_t i = 0; i < max && link; i++, link = link->next)
        tasks[i] = (int32_t)weft__container(link, struct weft__task, ready_link)->id;
    return (int32_t)weft__sched.ready_count;
}
