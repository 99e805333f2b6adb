/* A hash table of blocks by their addresses. */
#include "host/wasm/blocks.h"

#include <stdlib.h>

#include "host/wasm/granules.h"

enum { MIN_BLOCKS = 256, MAX_BLOCKS = 1 << 20 };

static WEFT__DETECTOR_STATE struct {
    struct weft__block *places;
    uint32_t capacity, used, born; /* capacity: a power of two, or 0 */
    bool full;                     /* it cannot grow: no new addresses */
} table;

/* Set by the program right before a call that allocates. */
uint32_t weft__race_site;

static struct weft__block *look(uint32_t address) {
    uint32_t at = ((address >> 3) * UINT32_C(2654435769)) >> 7 & (table.capacity - 1);
    while (table.places[at].address != address && table.places[at].address != 0)
        at = (at + 1) & (table.capacity - 1);
    return &table.places[at];
}

static bool resize(void) {
    uint32_t kept = 0, capacity = MIN_BLOCKS;
    for (uint32_t i = 0; i < table.capacity; i++) kept += table.places[i].size != 0;
    while (capacity < 4 * kept) capacity *= 2;
    struct weft__block *places =
        capacity <= MAX_BLOCKS ? weft__detector_alloc(capacity, sizeof *places) : NULL;
    table.full = !places;
    if (!places) return false;
    struct weft__block *before = table.places;
    uint32_t count = table.capacity;
    table.places = places;
    table.capacity = capacity;
    table.used = kept;
    for (uint32_t i = 0; i < count; i++)
        if (before[i].size) *look(before[i].address) = before[i];
    weft__detector_free(before);
    return true;
}

void weft__block_begin(uint32_t address, uint32_t size, uint32_t site) {
    weft__granules_forget(address, size);
    if (address == 0 || size == 0) return;
    if (!table.full && 2 * table.used >= table.capacity) (void)resize();
    struct weft__block *block = table.capacity ? look(address) : NULL;
    if (!block || (table.full && block->address == 0)) return;
    table.used += block->address == 0;
    *block = (struct weft__block){address, size, site, ++table.born};
}

void weft__block_end(uint32_t address) {
    if (table.capacity == 0 || address == 0) return;
    struct weft__block *block = look(address);
    weft__granules_forget(address, block->size);
    block->size = 0;
}

const struct weft__block *weft__block_around(uint32_t address) {
    const struct weft__block *found = NULL;
    for (uint32_t i = 0; i < table.capacity; i++) {
        const struct weft__block *block = &table.places[i];
        if (address - block->address < block->size && (!found || block->order > found->order)) found = block;
    }
    return found;
}

/* ---- The program's calls ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void __wrap_free(void *memory);

static uint32_t take_site(void) {
    uint32_t site = weft__race_site;
    weft__race_site = 0;
    return site;
}

static void *begun(void *memory, size_t size) {
    uint32_t site = take_site();
    if (memory) weft__block_begin((uint32_t)(uintptr_t)memory, (uint32_t)size, site);
    return memory;
}

void *__wrap_malloc(size_t size) { return begun(__real_malloc(size), size); }

void *__wrap_calloc(size_t count, size_t size) { return begun(__real_calloc(count, size), count * size); }

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
    return begun(__real_aligned_alloc(alignment, size), size);
}

void *__wrap_realloc(void *memory, size_t size) {
    void *moved = __real_realloc(memory, size);
    if (moved || size == 0) weft__block_end((uint32_t)(uintptr_t)memory);
    return begun(moved, size);
}

void __wrap_free(void *memory) {
    weft__block_end((uint32_t)(uintptr_t)memory);
    __real_free(memory);
}
