/* What a turn touches of Weft's own objects: two turns that touch nothing in common can change places, and an
   exploration need not try both orders. Off, it costs one branch that is always taken the same way. */
#ifndef WEFT_TOUCH_H
#define WEFT_TOUCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of one turn, for the host to read, which sets `count` back to 0. */
enum { WEFT__MAX_TOUCHES = 510 };
struct weft__touches {
    uint32_t count;                      /* of touches, more than there is room for included */
    uint32_t room;                       /* WEFT__MAX_TOUCHES */
    uint32_t objects[WEFT__MAX_TOUCHES]; /* their addresses; the lowest bit is set of one only looked at */
};
extern struct weft__touches weft__touches;

/* Whether the host reads them. */
extern bool weft__touches_kept;

void weft__touch_keep(uintptr_t object);

/* The object changes, or what happens depends on the order of those who call this. */
static inline void weft__touch(const void *object) {
    if (__builtin_expect(weft__touches_kept, 0)) weft__touch_keep((uintptr_t)object);
}

/* What happens depends on the object; those who only look at it can change places. */
static inline void weft__look(const void *object) {
    if (__builtin_expect(weft__touches_kept, 0)) weft__touch_keep((uintptr_t)object | 1);
}

void weft__touch_keep_bytes(uintptr_t address, size_t size, bool changes);

/* Memory of the program's that Weft writes for it, or reads. */
static inline void weft__touch_bytes(const void *bytes, size_t size) {
    if (__builtin_expect(weft__touches_kept, 0)) weft__touch_keep_bytes((uintptr_t)bytes, size, true);
}
static inline void weft__look_at_bytes(const void *bytes, size_t size) {
    if (__builtin_expect(weft__touches_kept, 0)) weft__touch_keep_bytes((uintptr_t)bytes, size, false);
}

/* It matters to every other turn when this happens. */
static inline void weft__touch_everything(void) { weft__touch(NULL); }

#endif
