/* Natively lines of stdin are read here, for the one request that waits for a line. What has been read and
   not been handed out is kept, whatever becomes of the request. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/host_request.h"
#include "host/posix/posix.h"

enum { CHUNK_BYTES = 4096 };

static int32_t reader; /* the request that waits for a line; 0: none */
static int64_t asked_ns;
static char *input; /* what has been read and not yet handed out; NULL while there is nothing */
static size_t input_length, input_size;
static size_t searched; /* so many bytes of it have no newline */
static bool input_ended;

void weft__host_read_line(int32_t id) {
    reader = id;
    asked_ns = weft__host_steady();
}

bool weft__posix_input_awaited(void) { return reader != 0; }

int64_t weft__posix_input_asked(void) { return asked_ns; }

/* Returns the length of the next line with its newline, or of the rest at the end of input; 0: there is no
   line yet. */
static size_t line_length(void) {
    const char *newline =
        input_length > searched ? memchr(input + searched, '\n', input_length - searched) : NULL;
    if (newline) return (size_t)(newline - input) + 1;
    searched = input_length;
    return input_ended ? input_length : 0;
}

bool weft__posix_input_needed(void) { return reader != 0 && !input_ended && line_length() == 0; }

static void finish(int status, char *line, size_t length) {
    int32_t id = reader;
    reader = 0;
    weft__host_request_finish(id, status, line, length, NULL);
}

static char *copy_line(size_t length) {
    char *copy = weft__alloc(length + 1);
    if (!copy) return NULL;
    memcpy(copy, input, length);
    copy[length] = '\0';
    return copy;
}

static void drop_input(size_t length) {
    searched = 0;
    input_length -= length;
    if (input_length > 0) {
        memmove(input, input + length, input_length);
        return;
    }
    weft__free(input);
    input = NULL;
    input_size = 0;
}

/* Without memory for the line the request fails, and the line stays for the next. */
void weft__posix_input_serve(void) {
    if (reader == 0) return;
    size_t length = line_length();
    if (length == 0) {
        if (input_ended) finish(WEFT_EDONE, NULL, 0);
        return;
    }
    char *line = copy_line(length);
    if (line) drop_input(length);
    finish(line ? (int)length : WEFT_ENOMEM, line, line ? length : 0);
}

static bool make_room(void) {
    if (input_size - input_length >= CHUNK_BYTES) return true;
    size_t size = 2 * input_size + CHUNK_BYTES;
    char *more = weft__alloc(size);
    if (!more) return false;
    if (input) memcpy(more, input, input_length);
    weft__free(input);
    input = more;
    input_size = size;
    return true;
}

/* libc's own read has another name, or none, since stdin.c takes its place. */
#ifdef __GLIBC__
ssize_t __read(int file, void *buffer, size_t size);
#define real_read __read
#elif defined(__linux__)
#include <sys/syscall.h>
#define real_read(file, buffer, size) (ssize_t) syscall(SYS_read, (file), (buffer), (size))
#else
#define real_read read
#endif

ssize_t weft__posix_read(int file, void *buffer, size_t size) { return real_read(file, buffer, size); }

void weft__posix_input_read(void) {
    if (!make_room()) {
        finish(WEFT_ENOMEM, NULL, 0);
        return;
    }
    ssize_t count = weft__posix_read(STDIN_FILENO, input + input_length, CHUNK_BYTES);
    if (count > 0) input_length += (size_t)count;
    else if (count == 0 || (errno != EINTR && errno != EAGAIN)) input_ended = true;
    if (input_length == 0) drop_input(0);
}

void weft__host_abort(int32_t id) {
    if (reader == id) reader = 0;
    weft__posix_fetch_abort(id);
}
