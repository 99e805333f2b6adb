/* The door to malloc counts, and fails when a test asks it to. */
#include "base/memory.h"

#include <stdlib.h>

#include "base/address_sanitizer.h"

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

void *weft__pool_take(struct weft__pool *pool, size_t size) {
    void **block = pool->first;
    if (!block) return weft__alloc(size);
    if (weft__allocation_fails()) return NULL;
    pool->first = *block;
    blocks++;
    return block;
}

/* AddressSanitizer is to see each use of a block that has been freed. */
void weft__pool_give(struct weft__pool *pool, void *block) {
#ifdef WEFT__ADDRESS_SANITIZER
    (void)pool;
    weft__free(block);
#else
    blocks--;
    *(void **)block = pool->first;
    pool->first = block;
#endif
}

size_t weft__blocks(void) { return blocks; }
