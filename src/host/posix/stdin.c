/* Natively libc's own reading of stdin (getchar, scanf, fgets, read) waits as weft_read_line does, and other
   tasks run meanwhile. stdin becomes a stream whose read function waits, and read has a place before libc's.
   Where libc gives no such means, reading stdin blocks, as docs/platforms.md says. */
#define _GNU_SOURCE
#include "host/posix/posix.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calls/line_bytes.h"

#if defined(__GLIBC__) || (defined(__linux__) && !defined(__ANDROID__) && !defined(__UCLIBC__)) /* or musl */

static ssize_t fail(int error) {
    errno = error == WEFT_ENOMEM ? ENOMEM : EINTR;
    return -1;
}

/* This takes the place of libc's own function; libc's streams of other files do not call this one. */
__attribute__((visibility("default"))) ssize_t read(int file, void *buffer, size_t size) {
    if (file != STDIN_FILENO || size == 0 || !weft__posix_runs_weft())
        return weft__posix_read(file, buffer, size);
    int error = weft__line_bytes_ready() ? 0 : weft__line_bytes_wait();
    if (error == WEFT_EDONE) return 0;
    return error ? fail(error) : (ssize_t)weft__line_bytes_take(buffer, size);
}

#ifdef __GLIBC__

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
    if (!weft__posix_runs_weft()) return weft__posix_read(STDIN_FILENO, buffer, size);
    if (!weft__line_bytes_ready()) {
        int error = weft__line_bytes_wait();
        ssize_t leftover = take_leftover(stream, buffer, size);
        if (leftover > 0) return leftover;
        if (error == WEFT_EDONE) return 0;
        if (error) return fail(error);
    }
    if (buffer == stream->_IO_buf_base)
        stream->_IO_read_base = stream->_IO_read_ptr = stream->_IO_read_end = buffer;
    return (ssize_t)weft__line_bytes_take(buffer, size);
}

void weft__posix_stdin_start(void) {
    static FILE *stream;
    stream = fopencookie(&stream, "r", (cookie_io_functions_t){.read = read_stream});
    if (!stream) return;
    stream->_fileno = STDIN_FILENO;         /* for fileno and isatty */
    stream->_wide_data = stdin->_wide_data; /* for freopen, which makes it a stream of a file */
    stdin = stream;
}

#else

/* How a FILE of musl begins, which no header says. What is looked at before it is touched tells whether it
   still does. */
struct musl_file {
    unsigned flags;
    unsigned char *read_at, *read_end;
    int (*close)(FILE *file);
    unsigned char *write_end, *write_at, *zero, *write_base;
    size_t (*read)(FILE *file, unsigned char *bytes, size_t size);
    size_t (*write)(FILE *file, const unsigned char *bytes, size_t size);
    off_t (*seek)(FILE *file, off_t offset, int whence);
    unsigned char *buffer;
    size_t buffer_size;
    FILE *previous, *next;
    int number;
};
enum { AT_END = 16, FAILED = 32 }; /* in flags */

/* What another task has read and left, while this one waited, comes first. */
static size_t take_leftover(struct musl_file *stream, unsigned char *bytes, size_t size) {
    size_t left = (size_t)(stream->read_end - stream->read_at), count = left < size ? left : size;
    memcpy(bytes, stream->read_at, count);
    stream->read_at += count;
    return count;
}

/* A single byte comes by way of the buffer, so that it can be put back. */
static size_t take_byte(struct musl_file *stream, unsigned char *byte) {
    size_t count = weft__line_bytes_take(stream->buffer, stream->buffer_size);
    stream->read_at = stream->buffer;
    stream->read_end = stream->buffer + count;
    return take_leftover(stream, byte, 1);
}

static size_t read_stream(FILE *file, unsigned char *bytes, size_t size) {
    struct musl_file *stream = (struct musl_file *)(void *)file;
    int error = weft__line_bytes_ready() ? 0 : weft__line_bytes_wait();
    size_t leftover = take_leftover(stream, bytes, size);
    if (leftover > 0) return leftover;
    if (error == 0) return size == 1 ? take_byte(stream, bytes) : weft__line_bytes_take(bytes, size);
    stream->flags |= error == WEFT_EDONE ? AT_END : FAILED;
    if (error != WEFT_EDONE) (void)fail(error);
    return 0;
}

void weft__posix_stdin_start(void) {
    struct musl_file *stream = (struct musl_file *)(void *)stdin;
    bool is_known = stream->number == STDIN_FILENO && stream->buffer_size == BUFSIZ && stream->read &&
                    stream->seek && !stream->read_at && !stream->read_end && !stream->write_at;
    if (is_known) stream->read = read_stream;
}

#endif

#else

void weft__posix_stdin_start(void) {}

#endif
