/* A request to the host is begun by a task, and finished by the host at a later turn, or aborted. */
#ifndef WEFT_HOST_REQUEST_H
#define WEFT_HOST_REQUEST_H

#include "core/wait.h"

struct weft__host_request {
    struct weft__link link; /* while outstanding */
    int32_t id;
    bool timed;         /* a timer of Weft's own finishes it, and not the world outside */
    bool done;          /* the fields from here on hold */
    int status;         /* the request's own; negative: a WEFT_E… */
    void *data, *extra; /* from weft__alloc: whoever waited owns them */
    size_t length;      /* of data, bytes */
    int64_t time;       /* of a frame: its own, which may be earlier; program time, ns */
    struct weft__wait wait;
};

/* 0, or the interruption. Then ask the host to start request->id, and wait. subject: what it is about,
   for the trace, or NULL. */
int weft__host_request_begin(struct weft__host_request *request, const struct weft__wait_kind *kind,
                             const char *subject, const char *file, int line);
/* The caller has armed a timer that will finish it: the world outside owes nothing. */
void weft__host_request_time(struct weft__host_request *request);
/* 0 when it is done; or the interruption: it was aborted. */
int weft__host_request_wait(struct weft__host_request *request);
/* The outstanding request of that id, or NULL. */
struct weft__host_request *weft__host_request_find(int32_t id);
/* The host's: ends weft_next_frame with the frame's own time. */
void weft__host_request_frame(int32_t id, int64_t time);
/* The host's: ends any other. Frees data and extra when nobody waits for it any more. */
void weft__host_request_finish(int32_t id, int status, void *data, size_t length, void *extra);

#endif
