/* Here stdio meets descriptors: the standard streams go to the host; all others are files, where the program
   has any. These take the place of WASI's calls, and a program that opens no file has nothing but this of
   them. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <wasi/api.h>

#include "host/wasm/descriptors.h"

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
WASI(fd_write)
__wasi_errno_t weft__wasi_write(int fd, const __wasi_ciovec_t *parts, size_t count, __wasi_size_t *done);
WASI(fd_seek)
__wasi_errno_t weft__wasi_seek(int fd, int64_t offset, int whence, __wasi_filesize_t *result);
WASI(fd_close) __wasi_errno_t weft__wasi_close(int fd);
WASI(fd_fdstat_get) __wasi_errno_t weft__wasi_kind(int fd, __wasi_fdstat_t *result);

static int stream_of(int fd) { return weft__stream_of ? weft__stream_of(fd) : fd; }

__wasi_errno_t __wasi_fd_write(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t count,
                               __wasi_size_t *done) {
    int stream = stream_of((int)fd);
    if (stream < 0) return weft__file_write((int)fd, parts, count, NULL, done);
    return weft__wasi_write(stream, parts, count, done);
}

__wasi_errno_t __wasi_fd_seek(__wasi_fd_t fd, __wasi_filedelta_t offset, __wasi_whence_t whence,
                              __wasi_filesize_t *result) {
    int stream = stream_of((int)fd);
    if (stream < 0) return weft__file_seek((int)fd, offset, whence, result);
    return weft__wasi_seek(stream, offset, whence, result);
}

__wasi_errno_t __wasi_fd_close(__wasi_fd_t fd) {
    return weft__file_close ? weft__file_close((int)fd) : weft__wasi_close((int)fd);
}

__wasi_errno_t __wasi_fd_fdstat_get(__wasi_fd_t fd, __wasi_fdstat_t *result) {
    int stream = stream_of((int)fd);
    if (stream >= 0) return weft__wasi_kind(stream, result);
    memset(result, 0, sizeof *result);
    return weft__file_kind((int)fd, &result->fs_filetype);
}

/* The linker extracts what it wraps into every program, so these two stand here and not with the files. */
long __wrap___syscall_fcntl64(long fd, long command, ...) {
    long argument = 0;
    if (command != F_GETFD && command != F_GETFL) {
        va_list arguments;
        va_start(arguments, command);
        argument = va_arg(arguments, long);
        va_end(arguments);
    }
    if (weft__file_fcntl) return weft__file_fcntl((int)fd, (int)command, argument);
    if (fd < 0 || fd > 2) return -EBADF;
    bool answered = command == F_GETFD || command == F_SETFD || command == F_GETFL || command == F_SETFL;
    return !answered ? -EINVAL : command == F_GETFL && fd > 0 ? O_WRONLY : O_RDONLY;
}

/* stdio asks for the size of a terminal, to know whether a stream is one. */
int __wrap___syscall_ioctl(int fd, int request, ...) {
    if (!weft__file_ioctl) return -ENOTTY;
    va_list arguments;
    va_start(arguments, request);
    void *result = va_arg(arguments, void *);
    va_end(arguments);
    return weft__file_ioctl(fd, request, result);
}
