#include "calls/stdin.h"

#include <string.h>

#include "base/memory.h"
#include "core/operation.h"
#include "host/host.h"

/* A line that did not fit: the next call gets it. There is only one, since one task reads at a time; the others queue. */
static struct weft__line kept;
static bool reading;
static weft_queue readers;

static int take_turn(const char *call, const char *file, int place) {
    struct weft__wait wait;
    struct weft__waiter waiter = {.index = 0};
    int error = weft__wait_begin(&wait, call, file, place);
    if (error || !reading) return error;
    weft__wait_arm(&wait, &waiter, &readers);
    error = weft__wait_park(&wait);
    if (error && wait.woken) reading = weft__wait_wake_first(&readers);
    return error;
}

static void pass_turn(void) { reading = weft__wait_wake_first(&readers); }

static int read_line(struct weft__line *line, const char *call, const char *file, int place) {
    struct weft__operation operation;
    int error = weft__operation_begin(&operation, call, NULL, file, place);
    if (error) return error;
    weft__host_read_line(operation.id);
    error = weft__operation_wait(&operation);
    if (error) return error;
    *line = (struct weft__line){.text = operation.data, .length = operation.length};
    return operation.status < 0 ? operation.status : 0;
}

int weft__next_line(struct weft__line *line, const char *call, const char *file, int place) {
    int error = take_turn(call, file, place);
    if (error) return error;
    reading = true;
    if (kept.text) {
        *line = kept;
        kept.text = NULL;
    } else error = read_line(line, call, file, place);
    pass_turn();
    return error;
}

static int hand_out(char *buffer, size_t size, struct weft__line line) {
    if (line.length >= size) {
        kept = line;
        return WEFT_ETOOBIG;
    }
    memcpy(buffer, line.text, line.length);
    buffer[line.length] = '\0';
    weft__free(line.text);
    return (int)line.length;
}

int weft_read_line_at(char *buffer, size_t size, const char *file, int line) {
    struct weft__wait entry;
    struct weft__line next;
    int error = weft__wait_begin(&entry, "weft_read_line", file, line);
    if (error) return error;
    if (!buffer || size == 0) return WEFT_EINVAL;
    error = weft__next_line(&next, "weft_read_line", file, line);
    return error ? error : hand_out(buffer, size, next);
}
