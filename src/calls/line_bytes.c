/* libc reads bytes and Weft waits for lines: what a reader leaves of its line is the next reader's. */
#include "calls/line_bytes.h"

#include <string.h>

#include "base/memory.h"
#include "base/touch.h"
#include "calls/read_line.h"
#include "core/sched.h"

static struct weft__line
    line; /* what of it has not been read yet begins at `taken`; text is NULL: there is none */
static size_t taken;

static const struct weft__wait_kind reading = {.call = "stdin"};

bool weft__line_bytes_ready(void) { return line.text != NULL; }

/* While this reader waited, another one has left something of a line before. */
static int append(struct weft__line more) {
    size_t left = line.length - taken;
    char *both = weft__alloc(left + more.length);
    if (!both) {
        weft__give_line_back(more);
        return 0; /* what is left can be read */
    }
    memcpy(both, line.text + taken, left);
    memcpy(both + left, more.text, more.length);
    weft__free(line.text);
    weft__free(more.text);
    line = (struct weft__line){.text = both, .length = left + more.length};
    taken = 0;
    return 0;
}

int weft__line_bytes_wait(void) {
    const struct weft__task *task = weft__sched.running;
    struct weft__line next;
    int error = weft__next_line(&next, &reading, task->file, task->line);
    if (error) return error;
    if (line.text) return append(next);
    line = next;
    taken = 0;
    return 0;
}

size_t weft__line_bytes_take(void *bytes, size_t size) {
    if (!line.text) return 0;
    size_t left = line.length - taken, count = left < size ? left : size;
    weft__touch_bytes(bytes, count);
    memcpy(bytes, line.text + taken, count);
    taken += count;
    if (count == left) {
        weft__free(line.text);
        line.text = NULL;
    }
    return count;
}
