/* In WebAssembly libc's own reading of stdin (scanf, fgets, getchar, read) waits as weft_read_line does,
   since nothing can block in a browser. It takes the place of WASI's fd_read; the toolchain lets the
   functions of stdio that read be suspended (web/toolchain/suspension.ts). */
#include <stdio.h>
#include <stdio_ext.h>
#include <string.h>
#include <wasi/api.h>

#include "calls/line_bytes.h"
#include "host/wasm/descriptors.h"
#include "weft.h"

/* musl's, which no header declares: what a stream has read and nobody has taken. */
const char *__freadptr(FILE *stream, size_t *length);
void __freadptrinc(FILE *stream, size_t count);

/* While this reader waited, another one has left something of its line in the stream: that comes first. */
static size_t take_leftover(uint8_t *bytes, size_t size) {
    size_t left = 0;
    const char *text = __freadptr(stdin, &left);
    if (!text || left == 0) return 0;
    size_t count = left < size ? left : size;
    memmove(bytes, text, count);
    __freadptrinc(stdin, count);
    return count;
}

static size_t spread(size_t (*take)(uint8_t *bytes, size_t size), const __wasi_iovec_t *parts, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += take(parts[i].buf, parts[i].buf_len);
    return sum;
}

static size_t take_line(uint8_t *bytes, size_t size) { return weft__line_bytes_take(bytes, size); }

__wasi_errno_t __wasi_fd_read(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t part_count,
                              __wasi_size_t *count) {
    int stream = weft__stream_of ? weft__stream_of((int)fd) : (int)fd;
    if (stream < 0) return weft__file_read((int)fd, parts, part_count, NULL, count);
    if (stream != 0) return __WASI_ERRNO_BADF;
    *count = 0;
    if (!weft__line_bytes_ready()) {
        int error = weft__line_bytes_wait();
        *count = (__wasi_size_t)spread(take_leftover, parts, part_count);
        if (*count > 0 || error == WEFT_EDONE) return __WASI_ERRNO_SUCCESS;
        if (error) return error == WEFT_ENOMEM ? __WASI_ERRNO_NOMEM : __WASI_ERRNO_INTR;
    }
    *count = (__wasi_size_t)spread(take_line, parts, part_count);
    return __WASI_ERRNO_SUCCESS;
}
