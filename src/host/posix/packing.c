/* Small stacks may share pages where a program's own frames are all that comes onto them. */
#define _GNU_SOURCE
#include <stdlib.h>

#if defined(__linux__)
#include <link.h>
#endif
#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
#endif

#include "base/address_sanitizer.h"
#include "host/posix/posix.h"

#ifdef __linux__

static bool binds_now(const ElfW(Dyn) * entry) {
    bool lazily = false;
    for (; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_BIND_NOW) return true;
        if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_BIND_NOW)) return true;
        if (entry->d_tag == DT_FLAGS_1 && (entry->d_un.d_val & DF_1_NOW)) return true;
        if (entry->d_tag == DT_JMPREL) lazily = true;
    }
    return !lazily;
}

/* Is called for the program itself first, and for no other. */
static int look_at(struct dl_phdr_info *info, size_t size, void *found) {
    (void)size;
    *(bool *)found = true; /* it may be static */
    for (size_t i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_DYNAMIC)
            *(bool *)found =
                binds_now((const ElfW(Dyn) *)(uintptr_t)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr));
    return 1;
}

/* The first call of a function that the loader has not bound yet saves all registers: that takes 3 KB. */
static bool is_bound(void) {
    bool found = false;
    const char *now = getenv("LD_BIND_NOW");
    if (now && *now) return true;
    dl_iterate_phdr(look_at, &found);
    return found;
}

#else

static bool is_bound(void) { return false; }

#endif

/* A sanitizer's frames are larger. */
bool weft__host_may_pack(void) {
#ifdef WEFT__ADDRESS_SANITIZER
    return false;
#endif
    return !RUNNING_ON_VALGRIND && is_bound();
}
