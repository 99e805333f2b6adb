/* A function run as the main of a process of its own, for what ends a process. */
#ifndef WEFT_CHILD_H
#define WEFT_CHILD_H

#include <stddef.h>

typedef struct child_result {
    int status; /* its exit status, or 128 + the signal that ended it */
    char out[1 << 14], err[1 << 14];
} child_result;

/* The result stays valid until the next call. `input` is what the child reads on
   stdin, or NULL for nothing. */
const child_result *run_child(int (*body)(void), const char *input);

#define assert_says(text, part) assert_non_null(strstr((text), (part)))

#endif
