/* The objects that a turn has touched, in the order in which it did. */
#include "base/touch.h"

enum { MAX_TOUCHES = sizeof weft__touches.objects / sizeof weft__touches.objects[0] };

struct weft__touches weft__touches;
bool weft__touches_kept;

void weft__touch_keep(uintptr_t object) {
    if (weft__touches.count < MAX_TOUCHES) weft__touches.objects[weft__touches.count] = (uint32_t)object;
    weft__touches.count++;
}
