/* Natively: libc's own reading of stdin (getchar, scanf, fgets, read) waits as weft_read_line does, and other
   tasks run meanwhile. With glibc, stdin becomes a stream whose read function waits; with another libc, which
   gives no such means, reading stdin blocks, as docs/platforms.md says. */
#define _GNU_SOURCE
#include "host/posix/posix.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calls/line_bytes.h"

#ifdef __GLIBC__

static int errno_of(int error) { return error == WEFT_ENOMEM ? ENOMEM : EINTR; }

ssize_t __read(int file, void *buffer, size_t size);

/* In the place of libc's own function; libc's streams of other files do not call this one. */
__attribute__((visibility("default"))) ssize_t read(int file, void *buffer, size_t size) {
    if (file != STDIN_FILENO || size == 0 || !weft__posix_runs_weft()) return __read(file, buffer, size);
    int error = weft__line_bytes_ready() ? 0 : weft__line_bytes_wait();
    if (error == 0) return (ssize_t)weft__line_bytes_take(buffer, size);
    if (error == WEFT_EDONE) return 0;
    errno = errno_of(error);
    return -1;
}

/* The stream holds what another task has read while this one waited; the task that waited gets that first. A
   stream's lock does not part tasks: they are one thread. So the pointers of the stream are set here for what
   its reader does next: it adds the count to the end of what has been read. */
static ssize_t take_leftover(FILE *stream, char *buffer, size_t size) {
    size_t left = (size_t)(stream->_IO_read_end - stream->_IO_read_ptr);
    if (left == 0) return 0;
    if (buffer == stream->_IO_buf_base) {
        stream->_IO_read_end = stream->_IO_read_ptr;
        return (ssize_t)left;
    }
    size_t count = left < size ? left : size;
    memcpy(buffer, stream->_IO_read_ptr, count);
    stream->_IO_read_ptr += count;
    return (ssize_t)count;
}

static ssize_t read_stream(void *cookie, char *buffer, size_t size) {
    FILE *stream = *(FILE **)cookie;
    if (!weft__posix_runs_weft()) return __read(STDIN_FILENO, buffer, size);
    if (!weft__line_bytes_ready()) {
        int error = weft__line_bytes_wait();
        ssize_t leftover = take_leftover(stream, buffer, size);
        if (leftover > 0) return leftover;
        if (error == WEFT_EDONE) return 0;
        if (error) {
            errno = errno_of(error);
            return -1;
        }
    }
    if (buffer == stream->_IO_buf_base)
        stream->_IO_read_base = stream->_IO_read_ptr = stream->_IO_read_end = buffer;
    return (ssize_t)weft__line_bytes_take(buffer, size);
}

void weft__posix_stdin_start(void) {
    static FILE *stream;
    stream = fopencookie(&stream, "r", (cookie_io_functions_t){.read = read_stream});
    if (!stream) return;
    stream->_fileno = STDIN_FILENO; /* for fileno and isatty */
    stdin = stream;
}

#else

void weft__posix_stdin_start(void) {}

#endif
