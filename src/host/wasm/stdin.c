/* libc's own reading of stdin (scanf, fgets, getchar): in a browser nothing can block, so here it waits as weft_read_line does, and
   other tasks run meanwhile. It takes the place of WASI's fd_read; the toolchain lets the functions of stdio that read be suspended. */
#include <string.h>
#include <wasi/api.h>

#include "base/memory.h"
#include "calls/read_line.h"
#include "core/sched.h"

static struct weft__line line; /* what of it has not been read yet: from `taken` on, and its newline */
static size_t taken;

static const struct weft__wait_kind reading = {.call = "stdin"};

static int refill(void) {
    const struct weft__task *task = weft__sched.running;
    taken = 0;
    return weft__next_line(&line, &reading, task->file, task->line);
}

static size_t take(uint8_t *bytes, size_t size) {
    size_t left = line.length - taken, count = left < size ? left : size;
    memcpy(bytes, line.text + taken, count);
    taken += count;
    if (count == size) return count;
    bytes[count] = '\n';
    weft__free(line.text);
    line.text = NULL;
    return count + 1;
}

__wasi_errno_t __wasi_fd_read(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t part_count,
                              __wasi_size_t *count) {
    if (fd != 0) return __WASI_ERRNO_BADF;
    *count = 0;
    int error = line.text ? 0 : refill();
    if (error == WEFT_EDONE) return __WASI_ERRNO_SUCCESS;
    if (error) return __WASI_ERRNO_INTR;
    for (size_t i = 0; i < part_count && line.text; i++)
        *count += (__wasi_size_t)take(parts[i].buf, parts[i].buf_len);
    return __WASI_ERRNO_SUCCESS;
}
