/* Open files are read, written and asked by their descriptors here. Numbers below 0 are negative errnos;
   WASI's calls say them positive. */
#include "host/wasm/descriptors.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <syscall_arch.h>

#include "base/memory.h"

enum { MAX_DESCRIPTORS = 1024, FLAGS_KEPT = O_APPEND | O_NONBLOCK };

static struct weft__open standard[] = {
    {.stream = 0, .flags = O_RDONLY, .references = 1},
    {.stream = 1, .flags = O_WRONLY, .references = 1},
    {.stream = 2, .flags = O_WRONLY, .references = 1},
};
static struct weft__open *table[MAX_DESCRIPTORS] = {&standard[0], &standard[1], &standard[2]};

struct weft__open *weft__open_of(int fd) {
    return fd >= 0 && fd < MAX_DESCRIPTORS ? table[fd] : NULL;
}

int weft__descriptor_for(struct weft__open *file, int from) {
    for (int fd = from; fd < MAX_DESCRIPTORS; fd++) {
        if (table[fd]) continue;
        table[fd] = file;
        file->references++;
        return fd;
    }
    return -EMFILE;
}

static int access_of(const struct weft__open *file) { return file->flags & O_ACCMODE; }
static bool reads(const struct weft__open *file) { return access_of(file) != O_WRONLY; }
static bool writes(const struct weft__open *file) { return access_of(file) != O_RDONLY; }

static void release(struct weft__open *file) {
    if (--file->references > 0 || !file->node) return;
    struct weft__node *node = file->node;
    if (S_ISFIFO(node->mode)) {
        node->readers -= reads(file);
        node->writers -= writes(file);
    }
    node->holders--;
    weft__node_release(node);
    weft__free(file);
}

static int open_stream(const struct weft__node *node, int flags) {
    bool tty = node->stream == 1 && (flags & O_ACCMODE) == O_RDONLY;
    return weft__descriptor_for(&standard[tty ? 0 : node->stream], 0);
}

int weft__open_node(struct weft__node *node, int flags) {
    if (node->device == WEFT__TERMINAL) return open_stream(node, flags);
    struct weft__open *file = weft__alloc(sizeof *file);
    if (!file) return -ENOMEM;
    *file = (struct weft__open){.node = node, .flags = flags};
    int fd = weft__descriptor_for(file, 0);
    if (fd < 0) {
        weft__free(file);
        return fd;
    }
    node->holders++;
    if (S_ISFIFO(node->mode)) {
        node->readers += reads(file);
        node->writers += writes(file);
    }
    return fd;
}

/* ---- Reading and writing ---- */

static __wasi_errno_t device_read(enum weft__device device, uint8_t *bytes, size_t size, size_t *done) {
    *done = device == WEFT__NULL ? 0 : size;
    if (device == WEFT__RANDOM) return __wasi_random_get(bytes, size);
    if (device != WEFT__NULL) memset(bytes, 0, size);
    return 0;
}

static __wasi_errno_t pipe_read(struct weft__node *node, uint8_t *bytes, size_t size, size_t *done) {
    *done = size < node->size ? size : node->size;
    if (*done == 0) return size > 0 && node->writers > 0 ? EAGAIN : 0;
    memcpy(bytes, node->bytes, *done);
    memmove(node->bytes, node->bytes + *done, node->size - *done);
    weft__node_resize(node, node->size - *done);
    return 0;
}

static __wasi_errno_t read_part(struct weft__open *file, uint8_t *bytes, size_t size, int64_t *at,
                                size_t *done) {
    struct weft__node *node = file->node;
    *done = 0;
    if (S_ISDIR(node->mode)) return EISDIR;
    if (node->device) return device_read(node->device, bytes, size, done);
    if (S_ISFIFO(node->mode)) return pipe_read(node, bytes, size, done);
    if (*at >= (int64_t)node->size) return 0;
    size_t left = node->size - (size_t)*at;
    *done = size < left ? size : left;
    memcpy(bytes, node->bytes + *at, *done);
    *at += (int64_t)*done;
    return 0;
}

static __wasi_errno_t write_part(struct weft__open *file, const uint8_t *bytes, size_t size, int64_t *at) {
    struct weft__node *node = file->node;
    if (node->device) return node->device == WEFT__FULL ? ENOSPC : 0;
    bool pipe = S_ISFIFO(node->mode);
    if (pipe && node->readers == 0) return EPIPE;
    if (pipe || file->flags & O_APPEND) *at = (int64_t)node->size;
    if (*at > INT32_MAX) return EFBIG;
    size_t end = (size_t)*at + size;
    if (end > node->size) {
        int error = weft__node_resize(node, end);
        if (error < 0) return (__wasi_errno_t)-error;
    }
    if (size > 0) memcpy(node->bytes + *at, bytes, size);
    *at = (int64_t)end;
    return 0;
}

static bool has_place(const struct weft__open *file) {
    return !S_ISFIFO(file->node->mode) && !file->node->device;
}

/* `at`: where, for pread and pwrite; NULL: at the file's own offset. What has been done before an error
   counts, without the error. */
__wasi_errno_t weft__file_read(int fd, const __wasi_iovec_t *parts, size_t count, int64_t *at,
                               __wasi_size_t *done) {
    struct weft__open *file = weft__open_of(fd);
    if (!file || !reads(file)) return EBADF;
    if (!file->node || (at && !has_place(file))) return ESPIPE;
    *done = 0;
    for (size_t i = 0; i < count; i++) {
        size_t got;
        int64_t *where = at ? at : &file->offset;
        __wasi_errno_t error = read_part(file, parts[i].buf, parts[i].buf_len, where, &got);
        if (error) return *done > 0 ? 0 : error;
        *done += got;
        if (got < parts[i].buf_len) break;
    }
    if (*done > 0) file->node->accessed = weft__file_time();
    return 0;
}

__wasi_errno_t weft__file_write(int fd, const __wasi_ciovec_t *parts, size_t count, int64_t *at,
                                __wasi_size_t *done) {
    struct weft__open *file = weft__open_of(fd);
    if (!file || !writes(file)) return EBADF;
    if (!file->node || (at && !has_place(file))) return ESPIPE;
    *done = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t *where = at ? at : &file->offset;
        __wasi_errno_t error = write_part(file, parts[i].buf, parts[i].buf_len, where);
        if (error) return *done > 0 ? 0 : error;
        *done += parts[i].buf_len;
    }
    if (*done > 0) file->node->modified = file->node->changed = weft__file_time();
    return 0;
}

__wasi_errno_t __wasi_fd_pread(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t count,
                               __wasi_filesize_t offset, __wasi_size_t *done) {
    int64_t at = (int64_t)offset;
    return at < 0 ? EINVAL : weft__file_read((int)fd, parts, count, &at, done);
}

__wasi_errno_t __wasi_fd_pwrite(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t count,
                                __wasi_filesize_t offset, __wasi_size_t *done) {
    int64_t at = (int64_t)offset;
    return at < 0 ? EINVAL : weft__file_write((int)fd, parts, count, &at, done);
}

__wasi_errno_t weft__file_seek(int fd, int64_t offset, int whence, __wasi_filesize_t *result) {
    struct weft__open *file = weft__open_of(fd);
    if (!file) return EBADF;
    if (!file->node || S_ISFIFO(file->node->mode)) return ESPIPE;
    int64_t from = whence == SEEK_SET   ? 0
                   : whence == SEEK_CUR ? file->offset
                   : whence == SEEK_END ? (int64_t)file->node->size
                                        : INT64_MIN;
    int64_t to;
    if (from == INT64_MIN || __builtin_add_overflow(from, offset, &to) || to < 0) return EINVAL;
    file->offset = to;
    *result = (__wasi_filesize_t)to;
    return 0;
}

/* ---- Descriptors ---- */

int weft__stream_of(int fd) {
    const struct weft__open *file = weft__open_of(fd);
    return file && !file->node ? file->stream : -1;
}

__wasi_errno_t weft__file_close(int fd) {
    struct weft__open *file = weft__open_of(fd);
    if (!file) return EBADF;
    table[fd] = NULL;
    release(file);
    return 0;
}

__wasi_errno_t weft__file_kind(int fd, __wasi_filetype_t *kind) {
    const struct weft__open *file = weft__open_of(fd);
    if (!file) return EBADF;
    mode_t mode = file->node->mode;
    *kind = S_ISREG(mode)   ? __WASI_FILETYPE_REGULAR_FILE
            : S_ISDIR(mode) ? __WASI_FILETYPE_DIRECTORY
                            : __WASI_FILETYPE_UNKNOWN; /* no terminal, for isatty */
    return 0;
}

__wasi_errno_t __wasi_fd_sync(__wasi_fd_t fd) { return weft__open_of((int)fd) ? 0 : EBADF; }

long __syscall_fdatasync(long fd) { return -(long)__wasi_fd_sync((__wasi_fd_t)fd); }

long __syscall_dup(long fd) {
    struct weft__open *file = weft__open_of((int)fd);
    return file ? weft__descriptor_for(file, 0) : -EBADF;
}

long __syscall_dup3(long fd, long to, long flags) {
    (void)flags;
    struct weft__open *file = weft__open_of((int)fd);
    if (!file || to < 0 || to >= MAX_DESCRIPTORS) return -EBADF;
    if (fd == to) return -EINVAL;
    if (table[to]) weft__file_close((int)to);
    table[to] = file;
    file->references++;
    return to;
}

long weft__file_fcntl(int fd, int command, long argument) {
    struct weft__open *file = weft__open_of(fd);
    if (!file) return -EBADF;
    switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        return argument >= 0 && argument < MAX_DESCRIPTORS ? weft__descriptor_for(file, (int)argument)
                                                           : -EINVAL;
    case F_GETFD:
    case F_SETFD:
    case F_SETLK:
    case F_SETLKW: return 0;
    case F_GETLK: ((struct flock *)argument)->l_type = F_UNLCK; return 0;
    case F_GETFL: return file->flags;
    case F_SETFL: file->flags = (file->flags & ~FLAGS_KEPT) | ((int)argument & FLAGS_KEPT); return 0;
    default: return -EINVAL;
    }
}

int weft__file_ioctl(int fd, int request, void *result) {
    const struct weft__open *file = weft__open_of(fd);
    if (!file) return -EBADF;
    if (request != FIONREAD || !file->node) return -ENOTTY;
    *(int *)result = (int)((int64_t)file->node->size - file->offset);
    return 0;
}

static int new_pipe(int fds[2], int flags) {
    struct weft__node *node = weft__node_new(S_IFIFO | 0600);
    if (!node) return -ENOMEM;
    fds[0] = weft__open_node(node, O_RDONLY | flags);
    if (fds[0] < 0) {
        weft__node_release(node);
        return fds[0];
    }
    fds[1] = weft__open_node(node, O_WRONLY | flags);
    if (fds[1] >= 0) return 0;
    weft__file_close(fds[0]);
    return fds[1];
}

long __syscall_pipe(long fds) { return new_pipe((int *)fds, 0); }
long __syscall_pipe2(long fds, long flags) { return new_pipe((int *)fds, (int)flags & O_NONBLOCK); }

bool weft__can_read(const struct weft__open *file) {
    if (!file->node) return file->stream == 0; /* a read of stdin waits until there is something */
    return !S_ISFIFO(file->node->mode) || file->node->size > 0 || file->node->writers == 0;
}

bool weft__can_write(const struct weft__open *file) { return file->node ? writes(file) : file->stream != 0; }

/* ---- What concerns the node behind ---- */

struct weft__node *weft__directory_of(int fd, int *error) {
    const struct weft__open *file = weft__open_of(fd);
    *error = !file ? -EBADF : !file->node || !S_ISDIR(file->node->mode) ? -ENOTDIR : 0;
    return *error ? NULL : file->node;
}

static long stat_stream(const struct weft__open *file, struct stat *result) {
    *result = (struct stat){.st_mode = S_IFCHR | 0620, .st_nlink = 1, .st_rdev = (dev_t)file->stream + 1};
    return 0;
}

long __syscall_fstat64(long fd, long result) {
    const struct weft__open *file = weft__open_of((int)fd);
    if (!file) return -EBADF;
    if (!file->node) return stat_stream(file, (struct stat *)result);
    weft__node_stat(file->node, (struct stat *)result);
    return 0;
}

static int64_t joined(long low, long high) { return (int64_t)high << 32 | (uint32_t)low; }

static long resize_open(long fd, int64_t size, bool only_grow) {
    const struct weft__open *file = weft__open_of((int)fd);
    if (!file) return -EBADF;
    if (!file->node || !S_ISREG(file->node->mode) || !writes(file) || size < 0) return -EINVAL;
    if (size > INT32_MAX) return -EFBIG;
    if (only_grow && size <= (int64_t)file->node->size) return 0;
    file->node->modified = file->node->changed = weft__file_time();
    return weft__node_resize(file->node, (size_t)size);
}

long __syscall_ftruncate64(long fd, long low, long high) { return resize_open(fd, joined(low, high), false); }

long __syscall_fallocate(long fd, long mode, long low, long high, long length_low, long length_high) {
    if (mode != 0) return -EOPNOTSUPP;
    return resize_open(fd, joined(low, high) + joined(length_low, length_high), true);
}

long __syscall_fadvise64_64(long fd, long low, long high, long length_low, long length_high, long advice) {
    (void)low, (void)high, (void)length_low, (void)length_high, (void)advice;
    return weft__open_of((int)fd) ? 0 : -EBADF;
}

long __syscall_fchmod(long fd, long mode) {
    const struct weft__open *file = weft__open_of((int)fd);
    if (!file) return -EBADF;
    if (!file->node) return -EPERM;
    file->node->mode = (file->node->mode & S_IFMT) | ((mode_t)mode & 07777);
    file->node->changed = weft__file_time();
    return 0;
}

long __syscall_fchown32(long fd, long owner, long group) {
    (void)owner, (void)group;
    return weft__open_of((int)fd) ? -EPERM : -EBADF;
}

long __syscall_fchdir(long fd) {
    int error;
    struct weft__node *node = weft__directory_of((int)fd, &error);
    if (!node) return error;
    weft__set_current_directory(node);
    return 0;
}

/* ---- Directories ---- */

struct next {
    const char *name;
    const struct weft__node *node;
    unsigned serial;
};

static struct next next_of(struct weft__node *directory, int64_t after) {
    if (after < 1) return (struct next){".", directory, 1};
    if (after < 2) return (struct next){"..", directory->parent, 2};
    for (size_t i = 0; i < directory->entry_count; i++) {
        const struct weft__entry *entry = directory->entries[i];
        if (entry->serial > after) return (struct next){entry->name, entry->node, entry->serial};
    }
    return (struct next){0};
}

long __syscall_getdents64(long fd, long records, long size) {
    int error;
    struct weft__node *directory = weft__directory_of((int)fd, &error);
    if (!directory) return error;
    struct weft__open *file = weft__open_of((int)fd);
    long used = 0;
    for (struct next next; (next = next_of(directory, file->offset)).name;) {
        size_t length = offsetof(struct dirent, d_name) + strlen(next.name) + 1;
        length = (length + 7) & ~(size_t)7;
        if (used + (long)length > size) return used > 0 ? used : -EINVAL;
        struct dirent *record = (void *)(records + used);
        record->d_ino = next.node->number;
        record->d_off = next.serial;
        record->d_reclen = (unsigned short)length;
        record->d_type = (unsigned char)(next.node->mode >> 12);
        strcpy(record->d_name, next.name);
        file->offset = next.serial;
        used += (long)length;
    }
    return used;
}
