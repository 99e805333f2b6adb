/* A pairing heap of timers, the earliest at the root, ties in the order of arming. It lies inside the timers, so arming never allocates.
   After Fredman, Sedgewick, Sleator, Tarjan: "The pairing heap: a new form of self-adjusting heap", Algorithmica 1 (1986). */
#ifndef WEFT_HEAP_H
#define WEFT_HEAP_H

#include "weft.h"

/* `order` is 0 exactly while a timer is not armed. `previous` is the left sibling, or the parent of a first child. */

static inline bool weft__heap_before(const weft_timer *a, const weft_timer *b) {
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

/* Both are roots without siblings, or NULL. */
static inline weft_timer *weft__heap_meld(weft_timer *a, weft_timer *b) {
    if (!a) return b;
    if (!b) return a;
    if (weft__heap_before(b, a)) {
        weft_timer *swap = a;
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
static inline weft_timer *weft__heap_combine(weft_timer *first) {
    weft_timer *pairs = NULL;
    while (first) {
        weft_timer *a = first, *b = a->next;
        first = b ? b->next : NULL;
        a->next = a->previous = NULL;
        if (b) b->next = b->previous = NULL;
        a = weft__heap_meld(a, b);
        a->next = pairs;
        pairs = a;
    }
    weft_timer *root = NULL;
    while (pairs) {
        weft_timer *next = pairs->next;
        pairs->next = NULL;
        root = weft__heap_meld(root, pairs);
        pairs = next;
    }
    return root;
}

static inline void weft__heap_insert(weft_timer **root, weft_timer *timer) {
    timer->child = timer->next = timer->previous = NULL;
    *root = weft__heap_meld(*root, timer);
}

static inline void weft__heap_remove(weft_timer **root, weft_timer *timer) {
    weft_timer *children = weft__heap_combine(timer->child);
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
