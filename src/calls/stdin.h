/* Lines of stdin, for weft_read_line and, in WebAssembly, for libc's own reading. */
#ifndef WEFT_STDIN_H
#define WEFT_STDIN_H

#include <stddef.h>

struct weft__line {
    char *text; /* from weft__alloc: the caller's; with a NUL, without its newline */
    size_t length;
};

/* The next line, in the name of `call`; waits. 0, WEFT_EDONE, or the interruption. */
int weft__next_line(struct weft__line *line, const char *call, const char *file, int place);

#endif
