/* Finds the name in the expression that a macro was given for a function. */
#ifndef WEFT_NAME_H
#define WEFT_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* Is it a name and nothing else, as nearly all are? */
static inline bool weft__name_is_plain(const char *expression) {
    return *expression != '(' && *expression != '&' && *expression != '*' && *expression != ' ' &&
           *expression != 's' && *expression != 'r';
}

/* Where the name begins, without casts, parentheses and operators around it; *length: its bytes. */
const char *weft__name_in(const char *expression, size_t *length);

#endif
