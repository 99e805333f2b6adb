/* What the core asks of where it runs: wasm.c (a browser or Node, through the runtime) or posix.c. */
#ifndef WEFT_HOST_H
#define WEFT_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct weft__operation;
struct weft_request;

extern const size_t weft__host_default_stack, weft__host_smallest_stack; /* bytes */
/* A new stack, 16-aligned; NULL: no memory. */
unsigned char *weft__host_new_stack(size_t size);

/* Nanoseconds since the program started, on the program's clock. */
int64_t weft__host_now(void);
/* Writes to stderr without buffering and without much stack. */
void weft__host_write_error(const char *text, size_t length);
/* Ends the process at once, after flushing stdio. */
_Noreturn void weft__host_exit(int status);

/* Before the next turn of a loop of the host's: readies main as task 1 (natively: adopts it). */
void weft__host_start(void);

#endif
