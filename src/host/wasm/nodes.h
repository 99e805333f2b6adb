/* The files of a run are a tree in the program's own memory, fresh at each start and gone at its end. Every
   node that a directory names or a descriptor has open is kept; the last of both to go takes it along. */
#ifndef WEFT_NODES_H
#define WEFT_NODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

enum weft__device { WEFT__NO_DEVICE, WEFT__NULL, WEFT__ZERO, WEFT__FULL, WEFT__RANDOM, WEFT__TERMINAL };

struct weft__entry {
    struct weft__node *node;
    unsigned
        serial; /* grows from entry to entry of a directory, so that reading it can go on after changes */
    char name[];
};

struct weft__node {
    mode_t mode;
    nlink_t links; /* entries that name it; the root has 1 */
    ino_t number;
    unsigned holders; /* descriptors, and the current directory */
    enum weft__device device;
    int stream; /* of a terminal: the standard stream that it stands for */
    struct timespec accessed, modified, changed;
    unsigned char
        *bytes; /* of a file; of a pipe, what has not been read; of a symbolic link, its target and a 0 */
    size_t size, room;
    unsigned readers, writers;    /* descriptors of a pipe */
    struct weft__node *parent;    /* of a directory */
    struct weft__entry **entries; /* of a directory, by serial */
    size_t entry_count, entry_room;
    unsigned last_serial;
};

/* Where a path leads. */
struct weft__place {
    struct weft__node *directory;
    struct weft__node *node; /* NULL: there is none of that name in it yet */
    const char *name;        /* the last part of the path, not ended by 0 */
    size_t length;
    bool slash; /* the path ends in one: only a directory will do */
};

/* These return 0 or a negative errno. */
int weft__walk(struct weft__node *from, const char *path, bool follow, struct weft__place *place);
int weft__node_add(const struct weft__place *place, struct weft__node *node);
int weft__node_resize(struct weft__node *node, size_t size);

struct weft__node *weft__root(void);
struct weft__node *weft__current_directory(void);
void weft__set_current_directory(struct weft__node *node);
/* NULL: no memory. It is in no directory yet. */
struct weft__node *weft__node_new(mode_t mode);
void weft__node_take(struct weft__entry *entry, struct weft__node *directory);
struct weft__entry *weft__node_find(const struct weft__node *directory, const char *name, size_t length);
void weft__node_release(struct weft__node *node); /* when nobody needs it, it is freed */
bool weft__node_may(const struct weft__node *node,
                    int access); /* R_OK | W_OK | X_OK, for the owner, who runs it */
void weft__node_stat(const struct weft__node *node, struct stat *result);
struct timespec weft__file_time(void);

#endif
