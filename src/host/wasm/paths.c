/* These calls name a file by its path. Each returns a negative errno, as a system call does. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <syscall_arch.h>

#include "base/memory.h"
#include "host/wasm/descriptors.h"

static mode_t mask = 022;

static int walk(int directory, const char *path, bool follow, struct weft__place *place) {
    if (!path) return -EFAULT;
    struct weft__node *from = weft__current_directory();
    int error = 0;
    if (directory != AT_FDCWD && *path != '/') from = weft__directory_of(directory, &error);
    return error < 0 ? error : weft__walk(from, path, follow, place);
}

/* ---- Making and opening ---- */

static int make(const struct weft__place *place, mode_t mode, struct weft__node **made) {
    struct weft__node *node = weft__node_new(mode);
    if (!node) return -ENOSPC;
    int error = weft__node_add(place, node);
    if (error < 0) weft__node_release(node);
    else if (made) *made = node;
    return error;
}

static int access_for(int flags) {
    int mode = flags & O_ACCMODE;
    return (mode == O_WRONLY ? 0 : R_OK) | (mode == O_RDONLY ? 0 : W_OK) | (flags & O_TRUNC ? W_OK : 0);
}

static int open_existing(struct weft__node *node, int flags) {
    if (flags & O_CREAT && flags & O_EXCL) return -EEXIST;
    if (S_ISLNK(node->mode)) return -ELOOP;
    bool directory = S_ISDIR(node->mode);
    if (directory && access_for(flags) & W_OK) return -EISDIR;
    if (flags & O_DIRECTORY && !directory) return -ENOTDIR;
    if (!weft__node_may(node, access_for(flags))) return -EACCES;
    int fd = weft__open_node(node, flags);
    if (fd < 0 || !(flags & O_TRUNC) || !S_ISREG(node->mode)) return fd;
    weft__node_resize(node, 0);
    node->modified = node->changed = weft__file_time();
    return fd;
}

static long open_at(int directory, const char *path, int flags, mode_t mode) {
    if ((flags & O_TMPFILE) == O_TMPFILE) return -EOPNOTSUPP;
    struct weft__place place;
    bool follow = !(flags & O_NOFOLLOW) && !(flags & O_CREAT && flags & O_EXCL);
    int error = walk(directory, path, follow, &place);
    if (error < 0) return error;
    if (place.node) return open_existing(place.node, flags);
    if (!(flags & O_CREAT)) return -ENOENT;
    if (place.slash) return -EISDIR;
    struct weft__node *node;
    error = make(&place, S_IFREG | (mode & 0777 & ~mask), &node);
    if (error < 0) return error;
    int fd = weft__open_node(node, flags);
    if (fd < 0) weft__node_take(weft__node_find(place.directory, place.name, place.length), place.directory);
    return fd;
}

#define MODE_AFTER(last, flags, mode)     \
    mode_t mode = 0;                      \
    if ((flags)&O_CREAT) {                \
        va_list arguments;                \
        va_start(arguments, last);        \
        mode = va_arg(arguments, mode_t); \
        va_end(arguments);                \
    }

long __syscall_open(long path, long flags, ...) {
    MODE_AFTER(flags, flags, mode)
    return open_at(AT_FDCWD, (const char *)path, (int)flags, mode);
}

long __syscall_openat(long directory, long path, long flags, ...) {
    MODE_AFTER(flags, flags, mode)
    return open_at((int)directory, (const char *)path, (int)flags, mode);
}

static long make_at(int directory, const char *path, mode_t mode) {
    struct weft__place place;
    int error = walk(directory, path, false, &place);
    if (error < 0) return error;
    if (place.node) return -EEXIST;
    if (place.slash && !S_ISDIR(mode)) return -ENOENT;
    return make(&place, mode & ~mask, NULL);
}

long __syscall_mkdirat(long directory, long path, long mode) {
    return make_at((int)directory, (const char *)path, S_IFDIR | ((mode_t)mode & 01777));
}
long __syscall_mkdir(long path, long mode) { return __syscall_mkdirat(AT_FDCWD, path, mode); }

long __syscall_mknodat(long directory, long path, long mode, long device) {
    (void)device;
    mode_t kind = (mode_t)mode & S_IFMT ? (mode_t)mode & S_IFMT : S_IFREG;
    if (!S_ISREG(kind) && !S_ISFIFO(kind)) return -EPERM;
    return make_at((int)directory, (const char *)path, kind | ((mode_t)mode & 0777));
}
long __syscall_mknod(long path, long mode, long device) {
    return __syscall_mknodat(AT_FDCWD, path, mode, device);
}

long __syscall_symlinkat(long target, long directory, long path) {
    const char *text = (const char *)target;
    if (!text) return -EFAULT;
    if (!*text) return -ENOENT;
    struct weft__place place;
    int error = walk((int)directory, (const char *)path, false, &place);
    if (error < 0) return error;
    if (place.node) return -EEXIST;
    struct weft__node *node = weft__node_new(S_IFLNK | 0777);
    size_t size = strlen(text);
    if (!node) return -ENOSPC;
    error = weft__node_resize(node, size + 1);
    if (error == 0) {
        memcpy(node->bytes, text, size);
        node->size = size; /* the 0 stands behind it */
        error = weft__node_add(&place, node);
    }
    if (error < 0) weft__node_release(node);
    return error;
}
long __syscall_symlink(long target, long path) { return __syscall_symlinkat(target, AT_FDCWD, path); }

long __syscall_linkat(long from_directory, long from, long to_directory, long to, long flags) {
    struct weft__place old, new;
    int error = walk((int)from_directory, (const char *)from, flags & AT_SYMLINK_FOLLOW, &old);
    if (error == 0) error = walk((int)to_directory, (const char *)to, false, &new);
    if (error < 0) return error;
    if (!old.node) return -ENOENT;
    if (new.node) return -EEXIST;
    if (S_ISDIR(old.node->mode)) return -EPERM;
    return new.slash ? -ENOENT : weft__node_add(&new, old.node);
}
long __syscall_link(long from, long to) { return __syscall_linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* ---- Taking away and moving ---- */

static long remove_at(int directory, const char *path, bool wants_directory) {
    struct weft__place place;
    int error = walk(directory, path, false, &place);
    if (error < 0) return error;
    struct weft__node *node = place.node;
    if (!node) return -ENOENT;
    if (wants_directory && !S_ISDIR(node->mode)) return -ENOTDIR;
    if (!wants_directory && S_ISDIR(node->mode)) return -EISDIR;
    if (node == weft__root()) return -EBUSY;
    struct weft__entry *entry = weft__node_find(place.directory, place.name, place.length);
    if (!entry) return place.length == 1 ? -EINVAL : -ENOTEMPTY; /* "." and ".." */
    if (node->entry_count > 0) return -ENOTEMPTY;
    if (!weft__node_may(place.directory, W_OK)) return -EACCES;
    weft__node_take(entry, place.directory);
    return 0;
}

long __syscall_unlink(long path) { return remove_at(AT_FDCWD, (const char *)path, false); }
long __syscall_rmdir(long path) { return remove_at(AT_FDCWD, (const char *)path, true); }
long __syscall_unlinkat(long directory, long path, long flags) {
    return remove_at((int)directory, (const char *)path, flags & AT_REMOVEDIR);
}

static bool is_within(const struct weft__node *node, const struct weft__node *directory) {
    for (; node != directory; node = node->parent)
        if (node == weft__root()) return false;
    return true;
}

/* Whether `old` may take the place of `new`, as far as both exist. */
static int may_replace(const struct weft__place *old, const struct weft__place *new) {
    const struct weft__node *node = old->node, *there = new->node;
    bool directory = S_ISDIR(node->mode);
    if (directory && is_within(new->directory, node)) return -EINVAL;
    if (!directory && (old->slash || new->slash)) return -ENOTDIR;
    if (!weft__node_may(old->directory, W_OK) || !weft__node_may(new->directory, W_OK)) return -EACCES;
    if (!there) return 0;
    if (directory && !S_ISDIR(there->mode)) return -ENOTDIR;
    if (!directory && S_ISDIR(there->mode)) return -EISDIR;
    return there->entry_count > 0 ? -ENOTEMPTY : 0;
}

long __syscall_renameat(long from_directory, long from, long to_directory, long to) {
    struct weft__place old, new;
    int error = walk((int)from_directory, (const char *)from, false, &old);
    if (error == 0) error = walk((int)to_directory, (const char *)to, false, &new);
    if (error < 0) return error;
    struct weft__node *node = old.node;
    if (!node) return -ENOENT;
    struct weft__entry *entry = weft__node_find(old.directory, old.name, old.length);
    if (!entry || node == weft__root() || new.node == weft__root()) return -EBUSY;
    if (new.node == node) return 0;
    error = may_replace(&old, &new);
    if (error < 0) return error;
    struct weft__entry *there = weft__node_find(new.directory, new.name, new.length);
    if (new.node && !there) return -EBUSY; /* "." and ".." */
    node->holders++;
    weft__node_take(entry, old.directory);
    error = weft__node_add(&new, node); /* behind the one that it replaces */
    if (error < 0) weft__node_add(&old, node);
    else if (there) weft__node_take(there, new.directory);
    node->holders--;
    weft__node_release(node);
    return error;
}
long __syscall_rename(long from, long to) { return __syscall_renameat(AT_FDCWD, from, AT_FDCWD, to); }

/* ---- Looking and changing ---- */

static int find(long directory, long path, bool follow, struct weft__node **node) {
    struct weft__place place;
    int error = walk((int)directory, (const char *)path, follow, &place);
    *node = error < 0 ? NULL : place.node;
    return error < 0 ? error : place.node ? 0 : -ENOENT;
}

long __syscall_fstatat64(long directory, long path, long result, long flags) {
    if (flags & AT_EMPTY_PATH && !*(const char *)path) return __syscall_fstat64(directory, result);
    struct weft__node *node;
    int error = find(directory, path, !(flags & AT_SYMLINK_NOFOLLOW), &node);
    if (error == 0) weft__node_stat(node, (struct stat *)result);
    return error;
}
long __syscall_stat64(long path, long result) { return __syscall_fstatat64(AT_FDCWD, path, result, 0); }
long __syscall_lstat64(long path, long result) {
    return __syscall_fstatat64(AT_FDCWD, path, result, AT_SYMLINK_NOFOLLOW);
}

long __syscall_faccessat(long directory, long path, long access, long flags) {
    struct weft__node *node;
    int error = find(directory, path, !(flags & AT_SYMLINK_NOFOLLOW), &node);
    if (error < 0) return error;
    if (access & ~(long)(R_OK | W_OK | X_OK)) return -EINVAL;
    return weft__node_may(node, (int)access) ? 0 : -EACCES;
}
long __syscall_access(long path, long access) { return __syscall_faccessat(AT_FDCWD, path, access, 0); }

long __syscall_readlinkat(long directory, long path, long buffer, long size) {
    struct weft__node *node;
    int error = find(directory, path, false, &node);
    if (error < 0) return error;
    if (!S_ISLNK(node->mode)) return -EINVAL;
    long length = (long)node->size < size ? (long)node->size : size;
    memcpy((char *)buffer, node->bytes, (size_t)length);
    return length;
}
long __syscall_readlink(long path, long buffer, long size) {
    return __syscall_readlinkat(AT_FDCWD, path, buffer, size);
}

long __syscall_fchmodat(long directory, long path, long mode, ...) {
    struct weft__node *node;
    int error = find(directory, path, true, &node);
    if (error < 0) return error;
    node->mode = (node->mode & S_IFMT) | ((mode_t)mode & 07777);
    node->changed = weft__file_time();
    return 0;
}
long __syscall_chmod(long path, long mode) { return __syscall_fchmodat(AT_FDCWD, path, mode); }

/* Only to whom it belongs already. */
long __syscall_fchownat(long directory, long path, long owner, long group, long flags) {
    struct weft__node *node;
    int error = find(directory, path, !(flags & AT_SYMLINK_NOFOLLOW), &node);
    if (error < 0) return error;
    bool same = (owner == -1 || (uid_t)owner == getuid()) && (group == -1 || (gid_t)group == getgid());
    return same ? 0 : -EPERM;
}
long __syscall_chown32(long path, long owner, long group) {
    return __syscall_fchownat(AT_FDCWD, path, owner, group, 0);
}
long __syscall_lchown32(long path, long owner, long group) {
    return __syscall_fchownat(AT_FDCWD, path, owner, group, AT_SYMLINK_NOFOLLOW);
}

static void set_time(struct timespec *time, const struct timespec *to) {
    if (!to || to->tv_nsec == UTIME_NOW) *time = weft__file_time();
    else if (to->tv_nsec != UTIME_OMIT) *time = *to;
}

long __syscall_utimensat(long directory, long path, long times, long flags) {
    struct weft__node *node;
    const struct timespec *to = (const struct timespec *)times;
    if (path) {
        int error = find(directory, path, !(flags & AT_SYMLINK_NOFOLLOW), &node);
        if (error < 0) return error;
    } else {
        const struct weft__open *file = weft__open_of((int)directory);
        if (!file || !file->node) return -EBADF;
        node = file->node;
    }
    set_time(&node->accessed, to);
    set_time(&node->modified, to ? to + 1 : NULL);
    node->changed = weft__file_time();
    return 0;
}

long __syscall_truncate64(long path, long low, long high) {
    long fd = open_at(AT_FDCWD, (const char *)path, O_WRONLY, 0);
    if (fd < 0) return fd;
    long error = __syscall_ftruncate64(fd, low, high);
    weft__file_close((int)fd);
    return error;
}

long __syscall_umask(long mode) {
    mode_t before = mask;
    mask = (mode_t)mode & 0777;
    return (long)before;
}

static void fill_statfs(struct statfs *result) {
    *result = (struct statfs){.f_bsize = 4096,
                              .f_frsize = 4096,
                              .f_blocks = 1 << 18,
                              .f_bfree = 1 << 17,
                              .f_bavail = 1 << 17,
                              .f_files = 1 << 16,
                              .f_ffree = 1 << 15,
                              .f_namelen = NAME_MAX};
}
long __syscall_statfs64(long path, long size, long result) {
    (void)size;
    struct weft__node *node;
    int error = find(AT_FDCWD, path, true, &node);
    if (error == 0) fill_statfs((struct statfs *)result);
    return error;
}
long __syscall_fstatfs64(long fd, long size, long result) {
    (void)size;
    if (!weft__open_of((int)fd)) return -EBADF;
    fill_statfs((struct statfs *)result);
    return 0;
}

/* ---- The current directory ---- */

long __syscall_chdir(long path) {
    struct weft__node *node;
    int error = find(AT_FDCWD, path, true, &node);
    if (error < 0) return error;
    if (!S_ISDIR(node->mode)) return -ENOTDIR;
    if (!weft__node_may(node, X_OK)) return -EACCES;
    weft__set_current_directory(node);
    return 0;
}

static const struct weft__entry *entry_of(const struct weft__node *node) {
    for (size_t i = 0; i < node->parent->entry_count; i++)
        if (node->parent->entries[i]->node == node) return node->parent->entries[i];
    return NULL;
}

/* Written from its end: the names come from the inside out. */
long __syscall_getcwd(long buffer, long size) {
    char text[PATH_MAX], *at = text + sizeof text - 1;
    *at = '\0';
    const struct weft__node *node = weft__current_directory();
    if (node == weft__root()) *--at = '/';
    for (; node != weft__root(); node = node->parent) {
        const struct weft__entry *entry = entry_of(node);
        if (!entry) return -ENOENT;
        size_t length = strlen(entry->name);
        if ((size_t)(at - text) < length + 1) return -ENAMETOOLONG;
        at -= length + 1;
        *at = '/';
        memcpy(at + 1, entry->name, length);
    }
    long length = (long)(text + sizeof text - at);
    if (length > size) return -ERANGE;
    memcpy((char *)buffer, at, (size_t)length);
    return length;
}
