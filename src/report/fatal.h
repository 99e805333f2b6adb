/* The runtime ends a program with status 70, and says on stderr what happened to whom, and where. */
#ifndef WEFT_FATAL_H
#define WEFT_FATAL_H

#include "weft.h"

enum { WEFT__EXIT_USAGE = 64, WEFT__EXIT_FAULT = 70 };

/* From now on the floors below are heard when they cannot go on (base/failure.h). */
void weft__report_start(void);
/* Says "weft: <what> in worker#3: <format …>", and ends the program. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
_Noreturn void
weft__fatal(const char *what, const char *format, ...);
/* The same, for a report that names its place itself. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
_Noreturn void
weft__fatal_at(const char *file, int line, const char *what, const char *format, ...);
/* Says "weft: weft_mutex_unlock: <why>, in worker#3 at prog.c:12", and ends the program. */
_Noreturn void weft__misuse(const char *call, const char *why, const char *file, int line);
/* The report alone, for the host, which then ends the program:
   "weft: <what> in worker#3: <detail> at prog.c:12", and that of a full stack,
   "weft: stack overflow in worker#3 (16384 bytes): …". Where `file` is NULL the first says
   where the task last waited; where `why` is NULL the second gives the usual advice. */
void weft__report_crash(const char *what, const char *detail, const char *file, int line);
void weft__report_overflow(const char *why);

/* A line to stderr, made on the caller's stack without stdio: "weft: " goes before it, a newline after. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void weft__say(const char *format, ...);

#endif
