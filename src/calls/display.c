/* weft_next_frame: waits for the display, wherever that is. */
#include "core/host_request.h"
#include "host/host.h"

static const struct weft__wait_kind waiting = {.call = "weft_next_frame"};

int weft_next_frame_at(double *seconds, const char *file, int line) {
    struct weft__host_request frame;
    int error = weft__host_request_begin(&frame, &waiting, NULL, file, line);
    if (error) return error;
    weft__host_next_frame(frame.id);
    error = weft__host_request_wait(&frame);
    if (error == 0 && seconds) *seconds = (double)frame.time / 1e9;
    return error ? error : frame.status;
}
