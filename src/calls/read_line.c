/* One task reads at a time, the others queue; a line that did not fit waits for the next call. */
#include "calls/read_line.h"

#include <string.h>

#include "base/memory.h"
#include "base/touch.h"
#include "core/host_request.h"
#include "host/host.h"

static struct weft__line kept; /* that line; text is NULL: there is none */
static bool reading;
static weft_queue readers;

static int take_turn(const struct weft__wait_kind *kind, const char *file, int place) {
    struct {
        struct weft__waiter waiter;
        struct weft__wait wait;
    } here = {.waiter = {.index = 0}};
    int error = weft__wait_begin(&here.wait, kind, file, place);
    if (error || !reading) return error;
    weft__wait_arm(&here.wait, &here.waiter, &readers, &kept);
    error = weft__wait_park(&here.wait);
    if (error && here.wait.woken) reading = weft__wait_wake_first(&readers);
    return error;
}

static void pass_turn(void) { reading = weft__wait_wake_first(&readers); }

static int read_line(struct weft__line *line, const struct weft__wait_kind *kind, const char *file,
                     int place) {
    struct weft__host_request request;
    int error = weft__host_request_begin(&request, kind, NULL, file, place);
    if (error) return error;
    weft__host_read_line(request.id);
    error = weft__host_request_wait(&request);
    if (error) return error;
    *line = (struct weft__line){.text = request.data, .length = request.length};
    return request.status < 0 ? request.status : 0;
}

int weft__next_line(struct weft__line *line, const struct weft__wait_kind *kind, const char *file,
                    int place) {
    weft__touch(&kept);
    int error = take_turn(kind, file, place);
    if (error) return error;
    weft__touch(&kept);
    reading = true;
    if (kept.text) {
        *line = kept;
        kept.text = NULL;
    } else error = read_line(line, kind, file, place);
    pass_turn();
    return error;
}

void weft__give_line_back(struct weft__line line) { kept = line; }

static int hand_out(char *buffer, size_t size, struct weft__line line) {
    bool has_newline = line.length > 0 && line.text[line.length - 1] == '\n';
    size_t length = line.length - has_newline;
    if (length >= size) {
        weft__give_line_back(line);
        return WEFT_ETOOBIG;
    }
    weft__touch_bytes(buffer, length + 1);
    memcpy(buffer, line.text, length);
    buffer[length] = '\0';
    weft__free(line.text);
    return (int)length;
}

static const struct weft__wait_kind reading_line = {.call = "weft_read_line"};

int weft_read_line_at(char *buffer, size_t size, const char *file, int line) {
    struct weft__wait entry;
    struct weft__line next;
    int error = weft__wait_begin(&entry, &reading_line, file, line);
    if (error) return error;
    if (!buffer || size == 0) return WEFT_EINVAL;
    error = weft__next_line(&next, &reading_line, file, line);
    return error ? error : hand_out(buffer, size, next);
}
