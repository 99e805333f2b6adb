/* Open files have numbers. Descriptors that are duplicates of each other share one open file, with its
   offset. */
#ifndef WEFT_DESCRIPTORS_H
#define WEFT_DESCRIPTORS_H

#include <wasi/api.h>

#include "host/wasm/nodes.h"

struct weft__open {
    struct weft__node *node; /* NULL: one of the standard streams */
    int stream;              /* then: which of them, 0 to 2 */
    int flags;               /* O_… */
    unsigned references;
    int64_t offset; /* in a directory: the serial of the entry that was read last */
};

/* The open file of a descriptor, or NULL. */
struct weft__open *weft__open_of(int fd);
/* A new descriptor, the smallest that is free and at least `from`; or -EMFILE. The open file is taken over
   when it succeeds. */
int weft__descriptor_for(struct weft__open *file, int from);
/* Opens a node, without looking at its permissions; a descriptor or a negative errno. */
int weft__open_node(struct weft__node *node, int flags);
/* The directory that one stands for, or NULL and *error, a negative errno. */
struct weft__node *weft__directory_of(int fd, int *error);
/* Whether reading or writing it would find something to do. */
bool weft__can_read(const struct weft__open *file);
bool weft__can_write(const struct weft__open *file);

/* streams.c and stdin.c ask these where a program has files at all. The standard stream that a descriptor
   stands for; -1: it is a file or not
   open. */
int weft__stream_of(int fd) __attribute__((weak));
__wasi_errno_t weft__file_read(int fd, const __wasi_iovec_t *parts, size_t count, int64_t *at,
                               __wasi_size_t *done) __attribute__((weak));
__wasi_errno_t weft__file_write(int fd, const __wasi_ciovec_t *parts, size_t count, int64_t *at,
                                __wasi_size_t *done) __attribute__((weak));
__wasi_errno_t weft__file_seek(int fd, int64_t offset, int whence, __wasi_filesize_t *result)
    __attribute__((weak));
__wasi_errno_t weft__file_close(int fd) __attribute__((weak));
__wasi_errno_t weft__file_kind(int fd, __wasi_filetype_t *kind) __attribute__((weak));
long weft__file_fcntl(int fd, int command, long argument) __attribute__((weak));
int weft__file_ioctl(int fd, int request, void *result) __attribute__((weak));

#endif
