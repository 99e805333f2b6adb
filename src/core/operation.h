/* An operation at the host: begun by a task, ended by the host at a later turn, or aborted. */
#ifndef WEFT_OPERATION_H
#define WEFT_OPERATION_H

#include "core/wait.h"

struct weft__operation {
    struct weft__link link; /* while outstanding */
    struct weft__wait wait;
    weft_timer timer; /* the host's, where it needs one */
    int32_t id;
    bool done;          /* from here on these hold: */
    int status;         /* as the operation says; negative: a WEFT_E… */
    void *data, *extra; /* from weft__alloc: whoever waited owns them */
    size_t length;      /* of data, bytes */
    int64_t time;       /* of a frame: its own, which may be earlier; program time, ns */
};

/* 0, or the interruption. Then ask the host to start operation->id, and wait. subject: what it is about, for the trace, or NULL. */
int weft__operation_begin(struct weft__operation *operation, const char *call, const char *subject,
                          const char *file, int line);
/* 0 when it is done; or the interruption: it was aborted. */
int weft__operation_wait(struct weft__operation *operation);
/* The outstanding operation of that id, or NULL. */
struct weft__operation *weft__operation_find(int32_t id);
/* The host's: ends weft_next_frame with the frame's own time. */
void weft__operation_frame(int32_t id, int64_t time);
/* The host's: ends any other. Frees data and extra when nobody waits for it any more. */
void weft__operation_finish(int32_t id, int status, void *data, size_t length, void *extra);

#endif
