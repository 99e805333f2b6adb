/* Timers that are due soon are in a heap; later ones wait unsorted, in a list for each span of time. The list
   of the next span is dealt out to shorter spans, or goes into the heap: so a timer is looked at a few times,
   and then with few others. The spans are a radix heap's: Ahuja, Mehlhorn, Orlin, Tarjan: "Faster algorithms
   for the shortest path problem", Journal of the ACM 37 (1990). */
#include "base/timer_queue.h"

enum { DIGIT_BITS = 6, DIGITS = 11, SPANS = 1 << DIGIT_BITS, FEW = 64, MANY = 256 };

struct weft__timer *weft__timer_first;

/* A deadline as a number without a sign, in the same order. */
static uint64_t key_of(const struct weft__timer *timer) {
    return (uint64_t)timer->deadline ^ (UINT64_C(1) << 63);
}

/* Keys up to this one are in the heap, later ones in the lists. */
static uint64_t border;
/* lists[d][v]: keys that have the border's digits before digit d, counted from the last, and there v, which
   is more than the border's. */
static struct weft__timer *lists[DIGITS][SPANS];
static uint64_t used[DIGITS]; /* bit v: lists[d][v] is not empty */
static size_t in_heap, in_lists;
static size_t heap_limit = MANY; /* with more in the heap, the border is to be drawn anew */

static unsigned first_difference(uint64_t key) {
    return (63u - (unsigned)__builtin_clzll(key ^ border)) / DIGIT_BITS;
}
static unsigned digit_of(uint64_t key, unsigned digit) {
    return (unsigned)(key >> (digit * DIGIT_BITS)) & (SPANS - 1);
}

static void put(struct weft__timer *timer) {
    uint64_t key = key_of(timer);
    if (key <= border) {
        weft__heap_insert(&weft__timer_first, timer);
        in_heap++;
        return;
    }
    unsigned digit = first_difference(key), value = digit_of(key, digit);
    struct weft__timer **list = &lists[digit][value];
    timer->child = timer->previous = NULL;
    timer->next = *list;
    if (*list) (*list)->previous = timer;
    *list = timer;
    used[digit] |= UINT64_C(1) << value;
    in_lists++;
}

/* Returns how many they were. */
static size_t put_all(struct weft__timer *list) {
    size_t count = 0;
    for (; list; count++) {
        struct weft__timer *timer = list;
        list = list->next;
        put(timer);
    }
    return count;
}

/* Empties a list, and returns what was in it. */
static struct weft__timer *take_list(unsigned digit, unsigned value) {
    struct weft__timer *list = lists[digit][value];
    lists[digit][value] = NULL;
    used[digit] &= ~(UINT64_C(1) << value);
    return list;
}

static bool is_short(const struct weft__timer *list) {
    size_t count = 0;
    for (; list && count <= FEW; list = list->next) count++;
    return count <= FEW;
}

/* The list of the next span: a short one goes into the heap, another is dealt out, and of that what is due
   at the beginning of the span goes into the heap. There is one. */
static void take_next_list(void) {
    unsigned digit = 0;
    while (!used[digit]) digit++;
    unsigned value = (unsigned)__builtin_ctzll(used[digit]), shift = digit * DIGIT_BITS;
    struct weft__timer *list = take_list(digit, value);
    uint64_t lower = (UINT64_C(1) << shift) - 1; /* the digits behind */
    uint64_t mask = (uint64_t)(SPANS - 1) << shift;
    border = (border & ~(mask | lower)) | ((uint64_t)value << shift) | (is_short(list) ? lower : 0);
    in_lists -= put_all(list);
}

/* Adds the timers of a heap to a list. */
static struct weft__timer *dismantle(struct weft__timer *root, struct weft__timer *list) {
    struct weft__timer *waiting = root;
    while (waiting) {
        struct weft__timer *timer = waiting, *child = timer->child;
        waiting = timer->next;
        while (child) {
            struct weft__timer *next = child->next;
            child->next = waiting;
            waiting = child;
            child = next;
        }
        timer->next = list;
        list = timer;
    }
    return list;
}

/* Too many have come before the border: it goes back to the first of all. */
static void draw_border_anew(void) {
    uint64_t first = key_of(weft__timer_first);
    struct weft__timer *all = dismantle(weft__timer_first, NULL);
    weft__timer_first = NULL;
    in_heap = 0;
    for (unsigned digit = 0; digit < DIGITS; digit++)
        while (used[digit]) all = dismantle(take_list(digit, (unsigned)__builtin_ctzll(used[digit])), all);
    in_lists = 0;
    border = first;
    put_all(all);
    heap_limit = 2 * in_heap > MANY ? 2 * in_heap : MANY;
}

void weft__timers_gather(size_t count) {
    while (in_heap < count && in_lists > 0) take_next_list();
}

void weft__timers_add(struct weft__timer *timer) {
    if (!weft__timer_first) border = key_of(timer);
    put(timer);
    if (in_heap > heap_limit && in_heap > in_lists / 4) draw_border_anew();
}

void weft__timers_remove(struct weft__timer *timer) {
    uint64_t key = key_of(timer);
    if (key <= border) {
        weft__heap_remove(&weft__timer_first, timer);
        in_heap--;
    } else {
        unsigned digit = first_difference(key), value = digit_of(key, digit);
        if (timer->next) timer->next->previous = timer->previous;
        if (timer->previous) timer->previous->next = timer->next;
        else if (!(lists[digit][value] = timer->next)) used[digit] &= ~(UINT64_C(1) << value);
        in_lists--;
    }
    if (in_heap == 0) {
        heap_limit = MANY;
        weft__timers_gather(1);
    }
}
