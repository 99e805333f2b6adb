/* What newer C libraries have and the one here has not yet. A program may have functions of these names itself. */
#include <errno.h>
#include <stdlib.h>

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
