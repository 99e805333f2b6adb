/* The program's own allocations, which may be made to fail: in WebAssembly the sysroot's stdlib.h has
   programs call these (web/build/sysroot.mjs), natively weft::faults does. What libc allocates for itself
   never fails so. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/choice.h"

#pragma GCC visibility push(default)

void *weft__program_malloc(size_t size);
void *weft__program_calloc(size_t count, size_t size);
void *weft__program_realloc(void *memory, size_t size);
void *weft__program_aligned_alloc(size_t alignment, size_t size);

static bool fails(void) {
    if (!weft__choose_allocation_fault()) return false;
    errno = ENOMEM;
    return true;
}

void *weft__program_malloc(size_t size) { return fails() ? NULL : malloc(size); }

void *weft__program_calloc(size_t count, size_t size) { return fails() ? NULL : calloc(count, size); }

/* Of no bytes it frees. */
void *weft__program_realloc(void *memory, size_t size) {
    return size > 0 && fails() ? NULL : realloc(memory, size);
}

void *weft__program_aligned_alloc(size_t alignment, size_t size) {
    return fails() ? NULL : aligned_alloc(alignment, size);
}

#pragma GCC visibility pop
