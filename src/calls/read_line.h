/* weft_read_line and libc's own reading get their lines of stdin here. */
#ifndef WEFT_READ_LINE_H
#define WEFT_READ_LINE_H

#include "core/wait.h"

struct weft__line {
    char *text; /* from weft__alloc: the caller's; with its newline, which only the last line may lack */
    size_t length;
};

/* The next line, for a call of that kind; waits. 0, WEFT_EDONE, or the interruption. */
int weft__next_line(struct weft__line *line, const struct weft__wait_kind *kind, const char *file, int place);
/* The next to ask gets the line, which the running task has just been given. */
void weft__give_line_back(struct weft__line line);

#endif
