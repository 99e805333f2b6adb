/* Natively: lines of stdin, frames, /delay/N, and waiting for any of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/host_request.h"
#include "core/sched.h"
#include "host/posix/posix.h"

/* ---- Lines ---- */

enum { MOST_READERS = 1024, CHUNK = 4096 };

static int32_t readers[MOST_READERS]; /* operations that wait for a line, the first to be served first */
static size_t reader_count;
static char *input; /* what has been read and not yet handed out */
static size_t input_length, input_size;
static bool input_ended;

static char *copy_text(const char *text, size_t length) {
    char *copy = weft__alloc(length + 1);
    if (!copy) return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static void drop_input(size_t length) {
    input_length -= length;
    memmove(input, input + length, input_length);
}

static void remove_reader(size_t place) {
    reader_count--;
    memmove(readers + place, readers + place + 1, (reader_count - place) * sizeof readers[0]);
}

/* With `length` bytes of the input, of which `taken` with the newline go. */
static void serve_reader(size_t length, size_t taken) {
    int32_t id = readers[0];
    char *line = copy_text(input, length);
    remove_reader(0);
    drop_input(taken);
    weft__host_request_finish(id, line ? (int)length : WEFT_ENOMEM, line, length, NULL);
}

static void end_reader(void) {
    int32_t id = readers[0];
    remove_reader(0);
    weft__host_request_finish(id, WEFT_EDONE, NULL, 0, NULL);
}

static void serve_readers(void) {
    while (reader_count > 0) {
        char *newline = input ? memchr(input, '\n', input_length) : NULL;
        if (newline) serve_reader((size_t)(newline - input), (size_t)(newline - input) + 1);
        else if (input_ended && input_length > 0) serve_reader(input_length, input_length);
        else if (input_ended) end_reader();
        else return;
    }
}

static bool make_room(void) {
    if (input_size - input_length >= CHUNK) return true;
    char *more = realloc(input, input_size + 2 * CHUNK);
    if (!more) return false;
    input = more;
    input_size += 2 * CHUNK;
    return true;
}

static void read_input(void) {
    ssize_t count = make_room() ? read(STDIN_FILENO, input + input_length, CHUNK) : 0;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0) input_ended = true;
    else input_length += (size_t)count;
}

void weft__host_read_line(int32_t id) {
    if (reader_count == MOST_READERS) weft__host_request_finish(id, WEFT_EBUSY, NULL, 0, NULL);
    else readers[reader_count++] = id;
}

/* ---- Frames and delays ---- */

static void finish_frame(struct weft__timer *timer) {
    weft__host_request_frame(weft__container(timer, struct weft__host_request, timer)->id, timer->deadline);
}

void weft__host_next_frame(int32_t id) {
    const int64_t frame = 1000000000 / 60;
    weft__timer_arm(&weft__host_request_find(id)->timer, (weft__host_now() / frame + 1) * frame,
                    finish_frame);
}

static void finish_delay(struct weft__timer *timer) {
    struct weft__host_request *operation = weft__container(timer, struct weft__host_request, timer);
    char text[64];
    int length = snprintf(text, sizeof text, "waited %g s\n", (double)operation->length / 1e9);
    char *body = copy_text(text, (size_t)length), *type = copy_text("text/plain", 10);
    weft__host_request_finish(operation->id, body && type ? 200 : WEFT_ENOMEM, body, (size_t)length, type);
}

/* The seconds of "/delay/2.5", or a negative number. */
static double delay_of(const char *url) {
    char *end;
    if (strncmp(url, "/delay/", 7) != 0) return -1;
    double seconds = strtod(url + 7, &end);
    return end == url + 7 || *end != '\0' || !(seconds >= 0 && seconds < 1e6) ? -1 : seconds;
}

static void begin_delay(int32_t id, double seconds) {
    struct weft__host_request *operation = weft__host_request_find(id);
    operation->length = (size_t)(seconds * 1e9 + 0.5);
    weft__timer_arm(&operation->timer, weft__deadline(seconds), finish_delay);
}

void weft__host_fetch(int32_t id, const char *url, const weft_request *request) {
    double seconds = delay_of(url);
    if (seconds >= 0) begin_delay(id, seconds);
    else weft__posix_fetch(id, url, request);
}

void weft__host_abort(int32_t id) {
    weft__timer_disarm(&weft__host_request_find(id)->timer);
    for (size_t i = 0; i < reader_count; i++)
        if (readers[i] == id) remove_reader(i--);
    weft__posix_fetch_abort(id);
}

/* ---- Waiting ---- */

bool weft__posix_outstanding(void) { return reader_count > 0 || weft__posix_fetching(); }

static int milliseconds_of(int64_t nanoseconds) {
    if (nanoseconds < 0) return -1;
    int64_t milliseconds = (nanoseconds + 999999) / 1000000;
    return milliseconds > 1000000 ? 1000000 : (int)milliseconds;
}

static void wait_for_input(bool with_stdin, int64_t nanoseconds) {
    struct pollfd descriptor = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec span = weft__posix_span(nanoseconds);
    ppoll(&descriptor, with_stdin ? 1 : 0, nanoseconds < 0 ? NULL : &span, NULL);
}

static bool input_is_there(void) {
    struct pollfd descriptor = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&descriptor, 1, 0) > 0;
}

void weft__posix_poll(int64_t nanoseconds) {
    serve_readers();
    bool with_stdin = reader_count > 0 && !input_ended;
    if (weft__sched.ready_count > 0) nanoseconds = 0;
    if (weft__posix_fetching()) weft__posix_fetch_poll(with_stdin, milliseconds_of(nanoseconds));
    else if (nanoseconds != 0 || with_stdin) wait_for_input(with_stdin, nanoseconds);
    if (with_stdin && input_is_there()) read_input();
    serve_readers();
}
