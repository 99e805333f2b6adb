/* Timers are in a pairing heap, the earliest at the root, ties in the order of arming. It lies inside the
   timers, so that arming never allocates. After Fredman, Sedgewick, Sleator, Tarjan: "The pairing heap: a new
   form of self-adjusting heap", Algorithmica 1 (1986). */
#ifndef WEFT_TIMER_HEAP_H
#define WEFT_TIMER_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A moment in the future, and what happens then. */
struct weft__timer {
    int64_t deadline; /* ns of the program's clock */
    uint64_t order;   /* of arming: breaks ties; 0 exactly while it is not armed */
    struct weft__timer *child, *next;
    struct weft__timer *previous; /* the left sibling, or the parent of a first child */
    void (*fire)(struct weft__timer *timer);
};

static inline bool weft__heap_before(const struct weft__timer *a, const struct weft__timer *b) {
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

/* Both are roots without siblings, or NULL. */
static inline struct weft__timer *weft__heap_meld(struct weft__timer *a, struct weft__timer *b) {
    if (!a) return b;
    if (!b) return a;
    if (weft__heap_before(b, a)) {
        struct weft__timer *swap = a;
        a = b;
        b = swap;
    }
    b->previous = a;
    b->next = a->child;
    if (b->next) b->next->previous = b;
    a->child = b;
    return a;
}

/* Melds siblings in pairs from the left, then the pairs from the right. */
static inline struct weft__timer *weft__heap_combine(struct weft__timer *first) {
    struct weft__timer *pairs = NULL;
    while (first) {
        struct weft__timer *a = first, *b = a->next;
        first = b ? b->next : NULL;
        a->next = a->previous = NULL;
        if (b) b->next = b->previous = NULL;
        a = weft__heap_meld(a, b);
        a->next = pairs;
        pairs = a;
    }
    struct weft__timer *root = NULL;
    while (pairs) {
        struct weft__timer *next = pairs->next;
        pairs->next = NULL;
        root = weft__heap_meld(root, pairs);
        pairs = next;
    }
    return root;
}

static inline void weft__heap_insert(struct weft__timer **root, struct weft__timer *timer) {
    timer->child = timer->next = timer->previous = NULL;
    *root = weft__heap_meld(*root, timer);
}

static inline void weft__heap_remove(struct weft__timer **root, struct weft__timer *timer) {
    struct weft__timer *children = weft__heap_combine(timer->child);
    if (timer == *root) {
        *root = children;
        return;
    }
    if (timer->previous->child == timer) timer->previous->child = timer->next;
    else timer->previous->next = timer->next;
    if (timer->next) timer->next->previous = timer->previous;
    *root = weft__heap_meld(*root, children);
}

#endif
