/* The C library's functions as a program calls them that tells of its memory: each also tells what it reads
   and writes for the program, and what it keeps for itself from one call to the next.
   web/toolchain/races/library.ts has the program call these. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/touch.h"
#include "host/wasm/races.h"

/* These check their stream (null_stream.c). */
int weft__stream_vfprintf(FILE *stream, const char *format, va_list given);
int weft__stream_vfscanf(FILE *stream, const char *format, va_list given);
int weft__stream_ungetc(int byte, FILE *stream);
int weft__stream_feof(FILE *stream);
int weft__stream_ferror(FILE *stream);

/* What the library keeps: the place of strtok, the state of rand, all files. Words of their own. */
static int64_t token, numbers, files;

void weft__told_everything(void);
/* Of a function that nothing is known of. */
void weft__told_everything(void) { weft__touch_everything(); }

/* Set by the program right before a call: the number of the place as one that reads. As one that writes it
   has the next. */
uint32_t weft__told_site;

static void reads(const void *bytes, size_t size) {
    if (!bytes) return;
    weft__look_at_bytes(bytes, size);
    weft__race_read((uint32_t)(uintptr_t)bytes, (uint32_t)size, weft__told_site);
}
static void writes(const void *bytes, size_t size) {
    if (!bytes) return;
    weft__touch_bytes(bytes, size);
    weft__race_write((uint32_t)(uintptr_t)bytes, (uint32_t)size, (weft__told_site & ~WEFT__DECIDES) + 1);
}
static void reads_text(const char *text) {
    if (text) reads(text, strlen(text) + 1);
}
static void reads_at_most(const char *text, size_t size) {
    if (text) reads(text, strnlen(text, size) + (strnlen(text, size) < size));
}
static void writes_text(const char *text) {
    if (text) writes(text, strlen(text) + 1);
}
/* What goes to stdout and stderr is known where it arrives. */
static void uses(const FILE *stream) {
    if (stream != stdout && stream != stderr) weft__touch(&files);
}

/* TOLD(result, name, (parameters), (arguments), what is told before) */
#define TOLD(result, name, parameters, arguments, ...) \
    result weft__told_##name parameters;               \
    result weft__told_##name parameters {              \
        __VA_ARGS__;                                   \
        return name arguments;                         \
    }

#define TOLD_STREAM(result, name, parameters, arguments, ...) \
    result weft__told_##name parameters;                      \
    result weft__told_##name parameters {                     \
        __VA_ARGS__;                                          \
        return weft__stream_##name arguments;                 \
    }

#define TOLD_VOID(name, parameters, arguments, told) \
    void weft__told_##name parameters;               \
    void weft__told_##name parameters {              \
        told;                                        \
        name arguments;                              \
    }

/* ---- Memory ---- */

TOLD(void *, memcpy, (void *to, const void *from, size_t size), (to, from, size), reads(from, size);
     writes(to, size))
TOLD(void *, memmove, (void *to, const void *from, size_t size), (to, from, size), reads(from, size);
     writes(to, size))
TOLD(void *, memset, (void *to, int byte, size_t size), (to, byte, size), writes(to, size))
TOLD(int, memcmp, (const void *one, const void *other, size_t size), (one, other, size), reads(one, size);
     reads(other, size))
TOLD(int, bcmp, (const void *one, const void *other, size_t size), (one, other, size), reads(one, size);
     reads(other, size))
TOLD(void *, memchr, (const void *bytes, int byte, size_t size), (bytes, byte, size), reads(bytes, size))

/* ---- Texts ---- */

#define READS_TEXT(result, name) TOLD(result, name, (const char *text), (text), reads_text(text))
#define READS_TWO(result, name) \
    TOLD(result, name, (const char *one, const char *other), (one, other), reads_text(one); reads_text(other))
#define READS_SO_MUCH(result, name)                                                           \
    TOLD(result, name, (const char *one, const char *other, size_t size), (one, other, size), \
         reads_at_most(one, size);                                                            \
         reads_at_most(other, size))

READS_TEXT(size_t, strlen)
READS_TEXT(char *, strdup)
READS_TEXT(int, atoi)
READS_TEXT(long, atol)
READS_TEXT(long long, atoll)
READS_TEXT(double, atof)
READS_TEXT(int, puts)
READS_TWO(int, strcmp)
READS_TWO(int, strcasecmp)
READS_TWO(char *, strstr)
READS_TWO(char *, strpbrk)
READS_TWO(size_t, strspn)
READS_TWO(size_t, strcspn)
READS_SO_MUCH(int, strncmp)
READS_SO_MUCH(int, strncasecmp)
TOLD(size_t, strnlen, (const char *text, size_t size), (text, size), reads_at_most(text, size))
TOLD(char *, strndup, (const char *text, size_t size), (text, size), reads_at_most(text, size))
TOLD(char *, strchr, (const char *text, int byte), (text, byte), reads_text(text))
TOLD(char *, strrchr, (const char *text, int byte), (text, byte), reads_text(text))

static void copies(const char *to, const char *from) {
    reads_text(from);
    if (from) writes(to, strlen(from) + 1);
}
static void appends(const char *to, const char *from, size_t most) {
    reads_text(to);
    reads_at_most(from, most);
    if (to && from) writes(to + strlen(to), strnlen(from, most) + 1);
}
TOLD(char *, strcpy, (char *to, const char *from), (to, from), copies(to, from))
TOLD(char *, stpcpy, (char *to, const char *from), (to, from), copies(to, from))
TOLD(char *, strncpy, (char *to, const char *from, size_t size), (to, from, size), reads_at_most(from, size);
     writes(to, size))
TOLD(char *, strcat, (char *to, const char *from), (to, from), appends(to, from, SIZE_MAX))
TOLD(char *, strncat, (char *to, const char *from, size_t size), (to, from, size), appends(to, from, size))

/* The end is written. */
#define CONVERTS(result, name)                                                                        \
    TOLD(result, name, (const char *text, char **end, int base), (text, end, base), reads_text(text); \
         writes(end, sizeof *end))
#define CONVERTS_REAL(result, name)                                                   \
    TOLD(result, name, (const char *text, char **end), (text, end), reads_text(text); \
         writes(end, sizeof *end))
CONVERTS(long, strtol)
CONVERTS(unsigned long, strtoul)
CONVERTS(long long, strtoll)
CONVERTS(unsigned long long, strtoull)
CONVERTS_REAL(double, strtod)
CONVERTS_REAL(float, strtof)

TOLD(char *, strtok_r, (char *text, const char *separators, char **place), (text, separators, place),
     reads(place, sizeof *place);
     writes(place, sizeof *place); writes_text(text    ? text
                                               : place ? *place
                                                       : NULL);
     reads_text(separators))

/* Its place is known only to itself: here it is one of ours. */
char *weft__told_strtok(char *text, const char *separators);
char *weft__told_strtok(char *text, const char *separators) {
    static char *place;
    weft__touch(&token);
    writes_text(text ? text : place);
    reads_text(separators);
    return strtok_r(text, separators, &place);
}

/* ---- Numbers by chance, sorting ---- */

TOLD(int, rand, (void), (), weft__touch(&numbers))
TOLD(long, random, (void), (), weft__touch(&numbers))
TOLD(double, drand48, (void), (), weft__touch(&numbers))
TOLD(long, lrand48, (void), (), weft__touch(&numbers))
TOLD(long, mrand48, (void), (), weft__touch(&numbers))
TOLD_VOID(srand, (unsigned seed), (seed), weft__touch(&numbers))
TOLD_VOID(srandom, (unsigned seed), (seed), weft__touch(&numbers))
TOLD_VOID(srand48, (long seed), (seed), weft__touch(&numbers))

typedef int comparison(const void *, const void *);
TOLD_VOID(qsort, (void *list, size_t count, size_t size, comparison *compare), (list, count, size, compare),
          writes(list, count *size))
TOLD(void *, bsearch, (const void *key, const void *list, size_t count, size_t size, comparison *compare),
     (key, list, count, size, compare), reads(key, size);
     reads(list, count *size))

/* ---- What is printed ---- */

/* Passes over one argument that is printed; of a text it is told that it is read. `size`: how many times `l`
   stands there, 'L' for long double. `precision`: of a text, how much of it at most. */
static void look_at_argument(char conversion, int size, int precision, va_list *arguments) {
    if (conversion == 's' && size == 0) {
        const char *text = va_arg(*arguments, const char *);
        if (precision < 0) reads_text(text);
        else reads_at_most(text, (size_t)precision);
    } else if (strchr("aAeEfFgG", conversion)) {
        if (size == 'L') (void)va_arg(*arguments, long double);
        else (void)va_arg(*arguments, double);
    } else if (strchr("diouxX", conversion) && size >= 2) (void)va_arg(*arguments, long long);
    else if (conversion == 'n') writes(va_arg(*arguments, int *), sizeof(int));
    else if (conversion != '%') (void)va_arg(*arguments, int); /* a pointer has its size */
}

static int read_number(const char **format, va_list *arguments) {
    int number = 0;
    if (**format == '*') {
        (*format)++;
        return va_arg(*arguments, int);
    }
    for (; **format >= '0' && **format <= '9'; (*format)++) number = 10 * number + **format - '0';
    return number;
}

static int read_size(const char **format) {
    int size = 0;
    for (; **format && strchr("hljztL", **format); (*format)++) {
        if (**format == 'l') size++;
        if (**format == 'j') size = 2;
        if (**format == 'L') size = 'L';
    }
    return size;
}

static void reads_arguments(const char *format, va_list given) {
    va_list arguments;
    if (!format) return;
    reads_text(format);
    va_copy(arguments, given);
    while ((format = strchr(format, '%')) && format[1]) {
        int precision = -1;
        format += 1 + strspn(format + 1, "-+ #0");
        (void)read_number(&format, &arguments);
        if (*format == '.') {
            format++;
            precision = read_number(&format, &arguments);
        }
        int size = read_size(&format);
        if (!*format) break;
        look_at_argument(*format++, size, precision, &arguments);
    }
    va_end(arguments);
}

/* So many characters were to be printed there. */
static void writes_printed(const char *to, int printed, size_t room) {
    if (printed >= 0 && room > 0) writes(to, (size_t)printed < room ? (size_t)printed + 1 : room);
}

TOLD(int, vprintf, (const char *format, va_list given), (format, given), reads_arguments(format, given))
TOLD_STREAM(int, vfprintf, (FILE * stream, const char *format, va_list given), (stream, format, given),
            uses(stream);
            reads_arguments(format, given))

int weft__told_vsnprintf(char *to, size_t room, const char *format, va_list given);
int weft__told_vsnprintf(char *to, size_t room, const char *format, va_list given) {
    reads_arguments(format, given);
    int printed = vsnprintf(to, room, format, given);
    writes_printed(to, printed, room);
    return printed;
}

int weft__told_vsprintf(char *to, const char *format, va_list given);
int weft__told_vsprintf(char *to, const char *format, va_list given) {
    reads_arguments(format, given);
    int printed = vsprintf(to, format, given);
    writes_printed(to, printed, SIZE_MAX);
    return printed;
}

/* Those with arguments of their own, by those that are handed them. clang makes some of others. */
#define PRINTS(name, parameters, call)   \
    int weft__told_##name parameters;    \
    int weft__told_##name parameters {   \
        va_list given;                   \
        va_start(given, format);         \
        int printed = weft__told_##call; \
        va_end(given);                   \
        return printed;                  \
    }
PRINTS(printf, (const char *format, ...), vprintf(format, given))
PRINTS(iprintf, (const char *format, ...), vprintf(format, given))
PRINTS(__small_printf, (const char *format, ...), vprintf(format, given))
PRINTS(fprintf, (FILE * stream, const char *format, ...), vfprintf(stream, format, given))
PRINTS(fiprintf, (FILE * stream, const char *format, ...), vfprintf(stream, format, given))
PRINTS(__small_fprintf, (FILE * stream, const char *format, ...), vfprintf(stream, format, given))
PRINTS(sprintf, (char *to, const char *format, ...), vsprintf(to, format, given))
PRINTS(siprintf, (char *to, const char *format, ...), vsprintf(to, format, given))
PRINTS(__small_sprintf, (char *to, const char *format, ...), vsprintf(to, format, given))
PRINTS(snprintf, (char *to, size_t room, const char *format, ...), vsnprintf(to, room, format, given))

/* ---- What is scanned ---- */

static size_t scanned_size(char conversion, int size, int width, const char *to) {
    if (conversion == 's' || conversion == '[') return strlen(to) + 1;
    if (conversion == 'c') return width > 0 ? (size_t)width : 1;
    if (strchr("aAeEfFgG", conversion)) return size == 'L' ? sizeof(long double) : size ? sizeof(double) : 4;
    return size >= 2 ? sizeof(long long) : sizeof(int);
}

static const char *behind_set(const char *format) {
    format += format[1] == '^' ? 2 : 1;
    if (*format == ']') format++;
    const char *end = strchr(format, ']');
    return end ? end : format + strlen(format) - 1;
}

/* Of the first `count` that were filled in. */
static void writes_scanned(const char *format, int count, va_list given) {
    va_list arguments;
    va_copy(arguments, given);
    while (count > 0 && (format = strchr(format, '%')) && format[1]) {
        bool skipped = *++format == '*';
        if (skipped) format++;
        int width = read_number(&format, &arguments), size = read_size(&format);
        char conversion = *format;
        if (conversion == '[') format = behind_set(format);
        if (*format) format++;
        if (skipped || conversion == '%') continue;
        const char *to = va_arg(arguments, const char *);
        writes(to, scanned_size(conversion, size, width, to));
        if (conversion != 'n') count--;
    }
    va_end(arguments);
}

#define SCANS(name, parameters, call, before) \
    int weft__told_##name parameters;         \
    int weft__told_##name parameters {        \
        va_list given, again;                 \
        va_start(given, format);              \
        va_copy(again, given);                \
        before;                               \
        reads_text(format);                   \
        int count = call;                     \
        writes_scanned(format, count, again); \
        va_end(again);                        \
        va_end(given);                        \
        return count;                         \
    }
SCANS(sscanf, (const char *text, const char *format, ...), vsscanf(text, format, given), reads_text(text))
SCANS(scanf, (const char *format, ...), vscanf(format, given), uses(stdin))
SCANS(fscanf, (FILE * stream, const char *format, ...), weft__stream_vfscanf(stream, format, given),
      uses(stream))

/* ---- Files ---- */

TOLD(FILE *, fopen, (const char *path, const char *mode), (path, mode), reads_text(path); reads_text(mode);
     weft__touch(&files))
TOLD(int, fclose, (FILE * stream), (stream), uses(stream))
TOLD(int, fgetc, (FILE * stream), (stream), uses(stream))
TOLD(int, getc, (FILE * stream), (stream), uses(stream))
TOLD(int, getchar, (void), (), uses(stdin))
TOLD(int, fputc, (int byte, FILE *stream), (byte, stream), uses(stream))
TOLD(int, putc, (int byte, FILE *stream), (byte, stream), uses(stream))
TOLD_STREAM(int, ungetc, (int byte, FILE *stream), (byte, stream), uses(stream))
TOLD(int, fputs, (const char *text, FILE *stream), (text, stream), uses(stream); reads_text(text))
TOLD(size_t, fwrite, (const void *bytes, size_t size, size_t count, FILE *stream),
     (bytes, size, count, stream), uses(stream);
     reads(bytes, size *count))
TOLD(size_t, fread, (void *bytes, size_t size, size_t count, FILE *stream), (bytes, size, count, stream),
     uses(stream);
     writes(bytes, size *count))
TOLD(char *, fgets, (char *line, int size, FILE *stream), (line, size, stream), uses(stream);
     writes(line, size > 0 ? (size_t)size : 0))
TOLD(int, fseek, (FILE * stream, long offset, int from), (stream, offset, from), uses(stream))
TOLD(long, ftell, (FILE * stream), (stream), uses(stream))
TOLD_VOID(rewind, (FILE * stream), (stream), uses(stream))
TOLD_STREAM(int, feof, (FILE * stream), (stream), uses(stream))
TOLD_STREAM(int, ferror, (FILE * stream), (stream), uses(stream))
TOLD(int, remove, (const char *path), (path), reads_text(path); weft__touch(&files))
TOLD(int, rename, (const char *from, const char *to), (from, to), reads_text(from); reads_text(to);
     weft__touch(&files))
