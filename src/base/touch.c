/* The objects that a turn has touched, in the order in which it did. */
#include "base/touch.h"

enum { MAX_TOUCHES = sizeof weft__touches.objects / sizeof weft__touches.objects[0] };

struct weft__touches weft__touches;
bool weft__touches_kept;

void weft__touch_keep(uintptr_t object) {
    if (weft__touches.count < MAX_TOUCHES) weft__touches.objects[weft__touches.count] = (uint32_t)object;
    weft__touches.count++;
}

/* The program's own accesses are known by words of eight bytes. */
void weft__touch_keep_bytes(uintptr_t address, size_t size, bool changes) {
    enum { WORD = 8 };
    if (!address || size == 0) return;
    for (uintptr_t word = address - address % WORD; word < address + size; word += WORD)
        if (weft__touches.count <= MAX_TOUCHES) weft__touch_keep(changes ? word : word | 1);
}
