/* The door to malloc counts, and fails when a test asks it to. */
#include "base/memory.h"

#include <stdlib.h>

static size_t fail_after, blocks;

void weft__fail_after(size_t count) { fail_after = count; }

bool weft__allocation_fails(void) {
    if (fail_after == 0) return false;
    if (fail_after > 1) {
        fail_after--;
        return false;
    }
    return true;
}

void *weft__alloc(size_t size) {
    if (weft__allocation_fails()) return NULL;
    void *memory = malloc(size ? size : 1);
    if (memory) blocks++;
    return memory;
}

void weft__free(void *memory) {
    if (!memory) return;
    blocks--;
    free(memory);
}

size_t weft__blocks(void) { return blocks; }
