/* Tells, when exit's handlers run, whether main has returned or something that it calls has called exit. Only
   the frames on the stack tell, and only where the system's library says whose they are; elsewhere the answer
   is that main has not returned. */
#define _GNU_SOURCE
#include "host/posix/posix.h"

#if defined(__has_include)
#if __has_include(<execinfo.h>) && __has_include(<dlfcn.h>)
#define WEFT__FRAMES 1
#endif
#endif

#ifdef WEFT__FRAMES
#include <dlfcn.h>
#include <execinfo.h>

enum { MAX_FRAMES = 64 };

/* Where the executable or library is loaded in which this code lies; NULL: it is not known. */
static const void *module_of(const void *address) {
    Dl_info info;
    return dladdr(address, &info) ? info.dli_fbase : NULL;
}

/* An address within the module that this library is a part of. */
static const char own_data;

/* The stack ends in the executable's entry, which calls the system's library, which calls main. Where main
   has returned, nothing of the executable is left between that library and the handlers that it runs. */
bool weft__posix_main_has_returned(void) {
    void *frames[MAX_FRAMES];
    int count = backtrace(frames, MAX_FRAMES), at = 0;
    if (count < 2 || count == MAX_FRAMES) return false;
    const void *own = module_of(&own_data), *program = module_of(frames[count - 1]);
    if (!own || !program) return false;
    while (at < count - 1 && module_of(frames[at]) != own) at++; /* a sanitizer has a backtrace of its own */
    while (at < count - 1 && module_of(frames[at]) == own) at++;
    if (at == count - 1) return false;
    for (; at < count - 1; at++)
        if (module_of(frames[at]) == program) return false;
    return true;
}

#else

bool weft__posix_main_has_returned(void) { return false; }

#endif
