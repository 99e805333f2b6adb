/* The objects that a turn has touched, in the order in which it did. */
#include "base/touch.h"

struct weft__touches weft__touches = {.room = WEFT__MAX_TOUCHES};
bool weft__touches_kept;

void weft__touch_keep(uintptr_t object) {
    if (weft__touches.count < WEFT__MAX_TOUCHES)
        weft__touches.objects[weft__touches.count] = (uint32_t)object;
    weft__touches.count++;
}

/* The program's own accesses are known by words of eight bytes. */
void weft__touch_keep_bytes(uintptr_t address, size_t size, bool changes) {
    enum { WORD_BYTES = 8 };
    if (!address || size == 0) return;
    for (uintptr_t word = address - address % WORD_BYTES; word < address + size; word += WORD_BYTES)
        if (weft__touches.count <= WEFT__MAX_TOUCHES) weft__touch_keep(changes ? word : word | 1);
}
