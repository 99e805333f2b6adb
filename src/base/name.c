/* Casts, parentheses and operators are taken off from outside until nothing more can be. */
#include "base/name.h"

#include <ctype.h>
#include <string.h>

/* Where the bracket that opens at `from` closes, or `end`. */
static const char *closing(const char *from, const char *end, char open, char close) {
    int depth = 0;
    for (const char *at = from; at < end; at++) {
        if (*at == open) depth++;
        if (*at == close && --depth == 0) return at;
    }
    return end;
}

/* Returns the place behind `static_cast<…>` and its like, or `from` where there is none. */
static const char *behind_cast(const char *from, const char *end) {
    static const char *const casts[] = {"static_cast<", "reinterpret_cast<"};
    for (size_t i = 0; i < sizeof casts / sizeof casts[0]; i++) {
        size_t length = strlen(casts[i]);
        if ((size_t)(end - from) <= length || strncmp(from, casts[i], length) != 0) continue;
        const char *close = closing(from + length - 1, end, '<', '>');
        if (close < end) return close + 1;
    }
    return from;
}

const char *weft__name_in(const char *expression, size_t *length) {
    const char *begin = expression, *end = expression + strlen(expression);
    for (;;) {
        while (begin < end && (isspace((unsigned char)*begin) || *begin == '&' || *begin == '*')) begin++;
        while (end > begin && isspace((unsigned char)end[-1])) end--;
        const char *close = closing(begin, end, '(', ')');
        const char *behind = behind_cast(begin, end);
        if (behind != begin) begin = behind;
        else if (begin == end || *begin != '(' || close == end) break;
        else if (close == end - 1) begin++, end--;
        else begin = close + 1;
    }
    *length = (size_t)(end - begin);
    if (*length > 0) return begin;
    *length = strlen(expression);
    return expression;
}
