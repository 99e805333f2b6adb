/* libc's own reading takes stdin as bytes: what is left of the line that was read last. */
#ifndef WEFT_LINE_BYTES_H
#define WEFT_LINE_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* Whether there are bytes that need not be waited for. */
bool weft__line_bytes_ready(void);
/* Waits until there are more: 0, WEFT_EDONE, WEFT_ENOMEM, or the interruption. */
int weft__line_bytes_wait(void);
/* Takes at most so many bytes of those that are there. */
size_t weft__line_bytes_take(void *bytes, size_t size);

#endif
