/* A program that calls NAME of stdio.h calls weft__stream_NAME here (the sysroot's stdio.h says so, see
   web/build/sysroot.mjs): the C library's own go on with a stream that is NULL, and what is written to it is
   lost. The other functions of stdio.h trap by themselves. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

__attribute__((import_module("weft"), import_name("trap"))) _Noreturn void
import_trap(const char *call, const char *file, int32_t line);

int weft__stream_vfprintf(FILE *stream, const char *format, va_list arguments);
int weft__stream_fprintf(FILE *stream, const char *format, ...);
int weft__stream_vfscanf(FILE *stream, const char *format, va_list arguments);
int weft__stream_fscanf(FILE *stream, const char *format, ...);
int weft__stream_setvbuf(FILE *stream, char *buffer, int mode, size_t size);
void weft__stream_setbuf(FILE *stream, char *buffer);
int weft__stream_ungetc(int c, FILE *stream);
int weft__stream_feof(FILE *stream);
int weft__stream_ferror(FILE *stream);
int weft__stream_fileno(FILE *stream);
void weft__stream_clearerr(FILE *stream);

static FILE *checked(FILE *stream, const char *call) {
    if (!stream) import_trap(call, NULL, 0);
    return stream;
}

int weft__stream_vfprintf(FILE *stream, const char *format, va_list arguments) {
    return vfprintf(checked(stream, "vfprintf"), format, arguments);
}

int weft__stream_fprintf(FILE *stream, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vfprintf(checked(stream, "fprintf"), format, arguments);
    va_end(arguments);
    return length;
}

int weft__stream_vfscanf(FILE *stream, const char *format, va_list arguments) {
    return vfscanf(checked(stream, "vfscanf"), format, arguments);
}

int weft__stream_fscanf(FILE *stream, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vfscanf(checked(stream, "fscanf"), format, arguments);
    va_end(arguments);
    return count;
}

int weft__stream_setvbuf(FILE *stream, char *buffer, int mode, size_t size) {
    return setvbuf(checked(stream, "setvbuf"), buffer, mode, size);
}

void weft__stream_setbuf(FILE *stream, char *buffer) { setbuf(checked(stream, "setbuf"), buffer); }
int weft__stream_ungetc(int c, FILE *stream) { return ungetc(c, checked(stream, "ungetc")); }
int weft__stream_feof(FILE *stream) { return feof(checked(stream, "feof")); }
int weft__stream_ferror(FILE *stream) { return ferror(checked(stream, "ferror")); }
int weft__stream_fileno(FILE *stream) { return fileno(checked(stream, "fileno")); }
void weft__stream_clearerr(FILE *stream) { clearerr(checked(stream, "clearerr")); }
