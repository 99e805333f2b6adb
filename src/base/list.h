/* A list is made of links that lie inside what they link; each link knows its list, so that it can leave
   without a search. */
#ifndef WEFT_LIST_H
#define WEFT_LIST_H

#include "weft.h"

struct weft__link {
    struct weft__link *next, *previous; /* while linked */
    weft_queue *list;                   /* the list that it is in, or NULL */
};

/* Where a weft_queue keeps its ends. */
enum weft__list_end { WEFT__LIST_FIRST, WEFT__LIST_LAST };

/* The struct of the given type whose member `member` is at `pointer`. */
#define weft__container(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

static inline bool weft__list_empty(const weft_queue *list) { return list->opaque[WEFT__LIST_FIRST] == NULL; }

static inline struct weft__link *weft__list_first(const weft_queue *list) {
    return (struct weft__link *)list->opaque[WEFT__LIST_FIRST];
}

static inline void weft__list_push(weft_queue *list, struct weft__link *link) {
    struct weft__link *last = (struct weft__link *)list->opaque[WEFT__LIST_LAST];
    link->list = list;
    link->next = NULL;
    link->previous = last;
    if (last) last->next = link;
    else list->opaque[WEFT__LIST_FIRST] = link;
    list->opaque[WEFT__LIST_LAST] = link;
}

static inline void weft__list_push_first(weft_queue *list, struct weft__link *link) {
    struct weft__link *first = weft__list_first(list);
    link->list = list;
    link->previous = NULL;
    link->next = first;
    if (first) first->previous = link;
    else list->opaque[WEFT__LIST_LAST] = link;
    list->opaque[WEFT__LIST_FIRST] = link;
}

/* Nothing if it is in no list. */
static inline void weft__list_remove(struct weft__link *link) {
    weft_queue *list = link->list;
    if (!list) return;
    if (link->previous) link->previous->next = link->next;
    else list->opaque[WEFT__LIST_FIRST] = link->next;
    if (link->next) link->next->previous = link->previous;
    else list->opaque[WEFT__LIST_LAST] = link->previous;
    link->list = NULL;
}

static inline struct weft__link *weft__list_pop(weft_queue *list) {
    struct weft__link *link = weft__list_first(list);
    if (!link) return NULL;
    struct weft__link *next = link->next;
    list->opaque[WEFT__LIST_FIRST] = next;
    if (next) next->previous = NULL;
    else list->opaque[WEFT__LIST_LAST] = NULL;
    link->list = NULL;
    return link;
}

#endif
