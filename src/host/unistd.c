/* What the hosts have in common: the ends of a program, by way of libc. */
#include <stdio.h>
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

/* What a failed assert calls, in the place of libc's own function. */
__attribute__((visibility("default"))) _Noreturn void __assert_fail(const char *expression, const char *file,
                                                                    unsigned line, const char *function);
_Noreturn void __assert_fail(const char *expression, const char *file, unsigned line, const char *function) {
    size_t length = strlen(file);
    weft__fatal_at(file, (int)line, "assertion failed", "%.100s, in function %.40s at %s:%u", expression,
                   function, length > 60 ? file + length - 60 : file, line);
}
