/* Defines what the C library here has not yet, or has in a way that WebAssembly cannot run. A program may
   have functions of these names itself. */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

__attribute__((weak)) void *reallocarray(void *memory, size_t count, size_t width) {
    size_t size;
    if (__builtin_mul_overflow(count, width, &size)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(memory, size);
}

/* ---- qsort_r: a heap sort, in place ---- */

typedef int comparison(const void *, const void *, void *);

struct list {
    unsigned char *base;
    size_t width;
    comparison *compare;
    void *argument;
};

static int compare(const struct list *list, size_t a, size_t b) {
    return list->compare(list->base + a * list->width, list->base + b * list->width, list->argument);
}

static void swap(const struct list *list, size_t a, size_t b) {
    unsigned char *left = list->base + a * list->width, *right = list->base + b * list->width;
    for (size_t i = 0; i < list->width; i++) {
        unsigned char kept = left[i];
        left[i] = right[i];
        right[i] = kept;
    }
}

static void sink(const struct list *list, size_t at, size_t count) {
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && compare(list, child, child + 1) < 0) child++;
        if (compare(list, at, child) >= 0) return;
        swap(list, at, child);
    }
}

__attribute__((weak)) void qsort_r(void *base, size_t count, size_t width, comparison *compare_items,
                                   void *argument) {
    struct list list = {base, width, compare_items, argument};
    for (size_t at = count / 2; at-- > 0;) sink(&list, at, count);
    for (size_t last = count; last-- > 1;) {
        swap(&list, 0, last);
        sink(&list, 0, last);
    }
}

/* ---- ftw: the C library's calls the function that it is given with one argument more ---- */

typedef int visitor(const char *path, const struct stat *info, int kind);

static int visit_within(const char *path, visitor *visit);

static int visit_tree(const char *path, visitor *visit) {
    struct stat info;
    if (stat(path, &info) < 0) return lstat(path, &info) < 0 ? -1 : visit(path, &info, FTW_SL);
    if (!S_ISDIR(info.st_mode)) return visit(path, &info, FTW_F);
    if (access(path, R_OK) < 0) return visit(path, &info, FTW_DNR);
    int result = visit(path, &info, FTW_D);
    return result ? result : visit_within(path, visit);
}

static int visit_within(const char *path, visitor *visit) {
    DIR *directory = opendir(path);
    if (!directory) return -1;
    int result = 0;
    for (struct dirent *entry; result == 0 && (entry = readdir(directory));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        size_t size = strlen(path) + strlen(entry->d_name) + 2;
        char *inner = malloc(size);
        if (inner) snprintf(inner, size, "%s/%s", strcmp(path, "/") == 0 ? "" : path, entry->d_name);
        result = inner ? visit_tree(inner, visit) : -1;
        free(inner);
    }
    closedir(directory);
    return result;
}

__attribute__((weak)) int ftw(const char *path, visitor *visit, int descriptors) {
    return (void)descriptors, visit_tree(path, visit);
}
