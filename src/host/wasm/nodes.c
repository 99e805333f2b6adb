/* Keeps the tree of files: nodes, directories, and the way along a path. */
#include "host/wasm/nodes.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

enum { MAX_LINKS = 40, FIRST_SERIAL = 2 /* after "." and ".." */, BLOCK_BYTES = 512, PREFERRED_BYTES = 4096 };
static const size_t largest = 1u << 30;

static struct weft__node *root, *current;
static ino_t last_number;

struct timespec weft__file_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now;
}

struct weft__node *weft__node_new(mode_t mode) {
    struct weft__node *node = weft__alloc(sizeof *node);
    if (!node) return NULL;
    struct timespec now = weft__file_time();
    *node = (struct weft__node){
        .mode = mode, .number = ++last_number, .accessed = now, .modified = now, .changed = now};
    node->last_serial = FIRST_SERIAL;
    return node;
}

void weft__node_release(struct weft__node *node) {
    if (node->links > 0 || node->holders > 0) return;
    weft__free(node->bytes);
    weft__free(node->entries);
    weft__free(node);
}

bool weft__node_may(const struct weft__node *node, int access) {
    return (int)(node->mode >> 6 & 7 & (mode_t)access) == access;
}

/* A directory is also named by its own "." and by the ".." of those in it. */
static nlink_t names_of(const struct weft__node *node) {
    nlink_t names = node->links;
    if (S_ISDIR(node->mode) && names > 0) names++;
    for (size_t i = 0; i < node->entry_count; i++) names += S_ISDIR(node->entries[i]->node->mode);
    return names;
}

void weft__node_stat(const struct weft__node *node, struct stat *result) {
    size_t size = S_ISDIR(node->mode) ? PREFERRED_BYTES : node->size;
    *result = (struct stat){
        .st_dev = 1,
        .st_mode = node->mode,
        .st_nlink = names_of(node),
        .st_uid = getuid(),
        .st_gid = getgid(),
        .st_rdev = (dev_t)node->device,
        .st_size = (off_t)size,
        .st_blksize = PREFERRED_BYTES,
        .st_blocks = (blkcnt_t)((size + BLOCK_BYTES - 1) / BLOCK_BYTES),
        .st_atim = node->accessed,
        .st_mtim = node->modified,
        .st_ctim = node->changed,
        .st_ino = node->number,
    };
}

/* Room grows by doubling; what lies beyond the size is 0. */
int weft__node_resize(struct weft__node *node, size_t size) {
    if (size > largest) return -EFBIG;
    if (size > node->room) {
        size_t room = size < 2 * node->room ? 2 * node->room : size < 256 ? 256 : size;
        unsigned char *bytes = weft__alloc(room);
        if (!bytes) return -ENOSPC;
        if (node->size > 0) memcpy(bytes, node->bytes, node->size);
        memset(bytes + node->size, 0, room - node->size);
        weft__free(node->bytes);
        node->bytes = bytes;
        node->room = room;
    }
    if (size < node->size) memset(node->bytes + size, 0, node->size - size);
    node->size = size;
    return 0;
}

/* ---- Directories ---- */

struct weft__entry *weft__node_find(const struct weft__node *directory, const char *name, size_t length) {
    for (size_t i = 0; i < directory->entry_count; i++) {
        struct weft__entry *entry = directory->entries[i];
        if (strncmp(entry->name, name, length) == 0 && !entry->name[length]) return entry;
    }
    return NULL;
}

static bool make_room(struct weft__node *directory) {
    if (directory->entry_count < directory->entry_room) return true;
    size_t room = directory->entry_room ? 2 * directory->entry_room : 8;
    struct weft__entry **entries = weft__alloc(room * sizeof(struct weft__entry *));
    if (!entries) return false;
    if (directory->entry_count > 0)
        memcpy(entries, directory->entries, directory->entry_count * sizeof(struct weft__entry *));
    weft__free(directory->entries);
    directory->entries = entries;
    directory->entry_room = room;
    return true;
}

static void changed(struct weft__node *directory) {
    directory->modified = directory->changed = weft__file_time();
}

int weft__node_add(const struct weft__place *place, struct weft__node *node) {
    struct weft__node *directory = place->directory;
    if (directory->links == 0) return -ENOENT;
    if (!weft__node_may(directory, W_OK | X_OK)) return -EACCES;
    struct weft__entry *entry = weft__alloc(sizeof *entry + place->length + 1);
    if (!entry || !make_room(directory)) {
        weft__free(entry);
        return -ENOSPC;
    }
    entry->node = node;
    entry->serial = ++directory->last_serial;
    memcpy(entry->name, place->name, place->length);
    entry->name[place->length] = '\0';
    directory->entries[directory->entry_count++] = entry;
    node->links++;
    if (S_ISDIR(node->mode)) node->parent = directory;
    node->changed = weft__file_time();
    changed(directory);
    return 0;
}

/* Takes an entry out of its directory. */
void weft__node_take(struct weft__entry *entry, struct weft__node *directory) {
    struct weft__node *node = entry->node;
    size_t at = 0;
    while (directory->entries[at] != entry) at++;
    directory->entry_count--;
    memmove(directory->entries + at, directory->entries + at + 1,
            (directory->entry_count - at) * sizeof(struct weft__entry *));
    weft__free(entry);
    node->links--;
    if (S_ISDIR(node->mode)) node->parent = root;
    node->changed = weft__file_time();
    changed(directory);
    weft__node_release(node);
}

/* ---- What is there at the start ---- */

static struct weft__node *put(struct weft__node *directory, const char *name, mode_t mode) {
    struct weft__node *node = weft__node_new(mode);
    struct weft__place place = {.directory = directory, .name = name, .length = strlen(name)};
    if (!node || weft__node_add(&place, node) < 0) return NULL;
    return node;
}

static void put_device(struct weft__node *directory, const char *name, enum weft__device device, int stream) {
    struct weft__node *node = put(directory, name, S_IFCHR | 0666);
    if (!node) return;
    node->device = device;
    node->stream = stream;
}

/* Where memory is so short, what is missing here is not found. */
static void populate(void) {
    root = weft__node_new(S_IFDIR | 0755);
    if (!root) return;
    root->links = 1;
    root->parent = current = root;
    put(root, "tmp", S_IFDIR | S_ISVTX | 0777);
    struct weft__node *devices = put(root, "dev", S_IFDIR | 0755), *home = put(root, "home", S_IFDIR | 0755);
    if (home) home = put(home, "weft", S_IFDIR | 0755);
    if (home) weft__set_current_directory(home);
    if (!devices) return;
    put_device(devices, "null", WEFT__NULL, 0);
    put_device(devices, "zero", WEFT__ZERO, 0);
    put_device(devices, "full", WEFT__FULL, 0);
    put_device(devices, "random", WEFT__RANDOM, 0);
    put_device(devices, "urandom", WEFT__RANDOM, 0);
    put_device(devices, "stdin", WEFT__TERMINAL, 0);
    put_device(devices, "stdout", WEFT__TERMINAL, 1);
    put_device(devices, "stderr", WEFT__TERMINAL, 2);
    put_device(devices, "tty", WEFT__TERMINAL, 1);
}

struct weft__node *weft__root(void) {
    if (!root) populate();
    return root;
}

struct weft__node *weft__current_directory(void) {
    weft__root();
    return current;
}

void weft__set_current_directory(struct weft__node *node) {
    struct weft__node *before = current;
    node->holders++;
    current = node;
    if (before->holders > 0) before->holders--;
    weft__node_release(before);
}

/* ---- Paths ---- */

static int walk_from(struct weft__node *at, const char *path, bool follow, int links,
                     struct weft__place *place);

static int step(struct weft__place *place, const char *part, size_t length, bool follow, int links) {
    struct weft__node *at = place->node;
    if (!at) return -ENOENT;
    if (!S_ISDIR(at->mode)) return -ENOTDIR;
    if (length > NAME_MAX) return -ENAMETOOLONG;
    if (!weft__node_may(at, X_OK)) return -EACCES;
    *place = (struct weft__place){.directory = at, .name = part, .length = length};
    bool dot = length == 1 && part[0] == '.', dots = length == 2 && part[0] == '.' && part[1] == '.';
    struct weft__entry *entry = weft__node_find(at, part, length);
    place->node = dot ? at : dots ? at->parent : entry ? entry->node : NULL;
    if (!follow || !place->node || !S_ISLNK(place->node->mode)) return 0;
    return links < MAX_LINKS ? walk_from(at, (const char *)place->node->bytes, true, links + 1, place)
                             : -ELOOP;
}

static int walk_from(struct weft__node *at, const char *path, bool follow, int links,
                     struct weft__place *place) {
    if (*path == '/') at = weft__root();
    *place = (struct weft__place){.directory = at, .node = at, .name = ".", .length = 1};
    for (;;) {
        path += strspn(path, "/");
        if (!*path) return 0;
        size_t length = strcspn(path, "/");
        const char *part = path, *rest = part + length;
        bool last = !rest[strspn(rest, "/")], slash = *rest == '/';
        int error = step(place, part, length, follow || slash, links);
        if (error < 0) return error;
        place->slash = last && slash;
        if (place->slash && place->node && !S_ISDIR(place->node->mode)) return -ENOTDIR;
        path = rest;
    }
}

int weft__walk(struct weft__node *from, const char *path, bool follow, struct weft__place *place) {
    if (!*path) return -ENOENT;
    if (strlen(path) >= PATH_MAX) return -ENAMETOOLONG;
    return from ? walk_from(from, path, follow, 0, place) : -ENOMEM;
}
