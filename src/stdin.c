#include <string.h>

#include "host/host.h"
#include "memory.h"
#include "operation.h"
#include "sched.h"

/* A line that did not fit: the next call gets it. */
static char *kept;
static size_t kept_length;

static int hand_out(char *buffer, size_t size, char *line, size_t length) {
    if (length >= size) {
        kept = line;
        kept_length = length;
        return WEFT_ETOOBIG;
    }
    memcpy(buffer, line, length);
    buffer[length] = '\0';
    weft__free(line);
    return (int)length;
}

static int hand_out_kept(char *buffer, size_t size) {
    char *line = kept;
    kept = NULL;
    return hand_out(buffer, size, line, kept_length);
}

int weft_read_line_at(char *buffer, size_t size, const char *file, int line) {
    struct weft__operation operation;
    struct weft__wait entry;
    int error = weft__wait_begin(&entry, "weft_read_line", file, line);
    if (error) return error;
    if (!buffer || size == 0) return WEFT_EINVAL;
    if (kept) return hand_out_kept(buffer, size);
    error = weft__operation_begin(&operation, "weft_read_line", file, line);
    if (error) return error;
    weft__host_read_line(operation.id);
    error = weft__operation_wait(&operation);
    if (error) return error;
    if (operation.status < 0) return operation.status;
    return hand_out(buffer, size, operation.data, operation.length);
}
