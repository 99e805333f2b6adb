/* In WebAssembly stacks come from the heap, and the scratch area into which Asyncify writes frames lies at
   the end of memory, so that an engine stops a write beyond it. The heap grows by moving the area on. */
#include "base/memory.h"
#include "context/context.h"
#include "host/wasm/wasm.h"
#include "report/fatal.h"

const size_t weft__host_default_stack = 16384, weft__host_smallest_stack = 512;

enum { PAGE_BYTES = 65536, SLAB_BYTES = 1 << 16 };

/* ---- Stacks ---- */

/* Small stacks are cut from slabs: an allocation of each would cost another 16 bytes. */
static unsigned char *slab, *slab_end;

static unsigned char *new_block(size_t size) {
    unsigned char *block = weft__alloc(size + 16);
    return block ? (unsigned char *)(((uintptr_t)block + 15) & ~(uintptr_t)15) : NULL;
}

unsigned char *weft__host_new_stack(size_t size) {
    if (size > SLAB_BYTES / 4) return new_block(size);
    if ((size_t)(slab_end - slab) < size) {
        slab = new_block(SLAB_BYTES);
        slab_end = slab ? slab + SLAB_BYTES : NULL;
    }
    if (!slab) return NULL;
    unsigned char *stack = slab;
    slab += size;
    return stack;
}

void weft__unused_slab(const unsigned char **from, const unsigned char **to) {
    *from = slab;
    *to = slab_end;
}

/* ---- The heap, and what lies behind it ---- */

static size_t memory_bytes(void) { return __builtin_wasm_memory_size(0) * PAGE_BYTES; }

void weft__wasm_reserve_scratch(void) {
    size_t end = memory_bytes();
    if (WEFT__SCRATCH_BYTES == 0) return;
    if (__builtin_wasm_memory_grow(0, WEFT__SCRATCH_BYTES / PAGE_BYTES) == (size_t)-1)
        weft__fatal("out of memory", "no room for the frames of tasks that wait");
    weft__scratch_move((unsigned char *)end);
}

/* Both take the place of libc's own functions: the linker is told --wrap, as for abort
   (web/toolchain/lld.ts). */
size_t __wrap_emscripten_get_heap_size(void);
bool __wrap_emscripten_resize_heap(size_t size);

size_t __wrap_emscripten_get_heap_size(void) {
    return weft__scratch() ? (size_t)weft__scratch() : memory_bytes();
}

/* What lies behind the scratch area, where a host has put an earlier and smaller state back. */
static size_t spare_pages(void) {
    if (!weft__scratch()) return 0;
    return (memory_bytes() - (size_t)weft__scratch() - WEFT__SCRATCH_BYTES) / PAGE_BYTES;
}

static bool grow(size_t pages) {
    size_t spare = spare_pages();
    if (pages > spare && __builtin_wasm_memory_grow(0, pages - spare) == (size_t)-1) return false;
    if (weft__scratch()) weft__scratch_move(weft__scratch() + pages * PAGE_BYTES);
    return true;
}

/* A program that goes on and on after malloc has returned NULL does not look at what it returns. Growing is
   dear, pages that nobody touches cost nothing: an eighth more each time. */
bool __wrap_emscripten_resize_heap(size_t size) {
    enum { MAX_REFUSALS = 100 };
    static int refused;
    size_t now = __wrap_emscripten_get_heap_size() / PAGE_BYTES,
           needed = (size + PAGE_BYTES - 1) / PAGE_BYTES;
    if (needed <= now || grow(needed - now + now / 8) || grow(needed - now)) {
        refused = 0;
        return true;
    }
    if (++refused == MAX_REFUSALS)
        weft__fatal("out of memory", "malloc has returned NULL %d times in a row, of %zu MiB in all",
                    MAX_REFUSALS, memory_bytes() >> 20);
    return false;
}
