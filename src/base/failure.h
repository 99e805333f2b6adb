/* By these the floors below report/ say that the run cannot go on: report/fatal.c listens, tells it and ends
   the run. */
#ifndef WEFT_FAILURE_H
#define WEFT_FAILURE_H

#include <stddef.h>

enum weft__failure_kind { WEFT__OUT_OF_MEMORY, WEFT__NESTED_TOO_DEEP, WEFT__MISUSE, WEFT__UNFIT_SCHEDULE };

struct weft__failure {
    enum weft__failure_kind kind;
    const char *why;         /* what is wrong, in words */
    const char *call, *file; /* of misuse: the call and its place, or NULL */
    int line;
};

/* Whom to tell, from now on. The listener does not return. */
void weft__failure_listen(void (*listener)(const struct weft__failure *failure));
/* The toolchain knows it by its name (web/toolchain/suspension.ts): what it calls never suspends. */
_Noreturn void weft__fail(const struct weft__failure *failure);

#endif
