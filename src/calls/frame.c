#include "core/operation.h"
#include "host/host.h"

int weft_next_frame_at(double *seconds, const char *file, int line) {
    struct weft__operation operation;
    int error = weft__operation_begin(&operation, "weft_next_frame", NULL, file, line);
    if (error) return error;
    weft__host_next_frame(operation.id);
    error = weft__operation_wait(&operation);
    if (error == 0 && seconds) *seconds = (double)operation.time / 1e9;
    return error ? error : operation.status;
}
