/* The hosts have this of libc in common: writing to stderr, and what a failed assert calls. */
#include <string.h>
#include <unistd.h>

#include "host/host.h"
#include "report/fatal.h"

void weft__host_write_error(const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(STDERR_FILENO, text, length);
        if (written <= 0) return;
        text += written;
        length -= (size_t)written;
    }
}

_Noreturn static void assertion_failed(const char *expression, const char *file, int line,
                                       const char *function) {
    enum { MAX_FILE = 60 }; /* bytes of a path that are told: its end */
    size_t length = strlen(file);
    weft__fatal_at(file, line, "assertion failed", "%.100s, in function %.40s at %s:%d", expression, function,
                   length > MAX_FILE ? file + length - MAX_FILE : file, line);
}

/* This takes the place of libc's own function. */
#ifdef __APPLE__
__attribute__((visibility("default"))) _Noreturn void __assert_rtn(const char *function, const char *file,
                                                                   int line, const char *expression);
_Noreturn void __assert_rtn(const char *function, const char *file, int line, const char *expression) {
    assertion_failed(expression, file, line, function);
}
#else
__attribute__((visibility("default"))) _Noreturn void __assert_fail(const char *expression, const char *file,
                                                                    unsigned line, const char *function);
_Noreturn void __assert_fail(const char *expression, const char *file, unsigned line, const char *function) {
    assertion_failed(expression, file, (int)line, function);
}
#endif
