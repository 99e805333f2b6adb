/* A failure goes from the floors below report/ to the one listener above them. */
#include "base/failure.h"

#include <stdlib.h>

static void (*listener)(const struct weft__failure *failure);

void weft__failure_listen(void (*new_listener)(const struct weft__failure *failure)) {
    listener = new_listener;
}

void weft__fail(const struct weft__failure *failure) {
    if (listener) listener(failure);
    abort();
}
