/* Requests that are outstanding are in a list, where the host finds them by their numbers when it answers. */
#include "core/host_request.h"

#include "base/memory.h"
#include "base/trace.h"
#include "core/sched.h"
#include "host/host.h"

int weft__host_request_begin(struct weft__host_request *request, const struct weft__wait_kind *kind,
                             const char *subject, const char *file, int line) {
    static int32_t last_id;
    *request = (struct weft__host_request){0};
    int error = weft__wait_begin(&request->wait, kind, file, line);
    if (error) return error;
    request->id = ++last_id;
    request->wait.result_is_final = true;
    weft__sched.owed++;
    weft__list_push(&weft__sched.host_requests, &request->link);
    weft__trace(BEGIN, request->wait.task->id, .object = (uint32_t)request->id, .call = kind->call,
                .file = file, .line = line, .text = subject);
    return 0;
}

static void leave(struct weft__host_request *request, bool aborted) {
    weft__list_remove(&request->link);
    if (!request->timed) weft__sched.owed--;
    weft__trace(FINISH, request->wait.task->id, .object = (uint32_t)request->id,
                .call = request->wait.kind->call, .line = aborted);
}

void weft__host_request_time(struct weft__host_request *request) {
    request->timed = true;
    weft__sched.owed--;
}

int weft__host_request_wait(struct weft__host_request *request) {
    request->wait.number = (uint32_t)request->id;
    int error = request->done ? 0 : weft__wait_park(&request->wait);
    if (error == 0) return 0;
    weft__host_abort(request->id);
    leave(request, true);
    return error;
}

struct weft__host_request *weft__host_request_find(int32_t id) {
    for (struct weft__link *link = weft__list_first(&weft__sched.host_requests); link; link = link->next) {
        struct weft__host_request *request = weft__container(link, struct weft__host_request, link);
        if (request->id == id) return request;
    }
    return NULL;
}

static void drop(void *data, void *extra) {
    weft__free(data);
    weft__free(extra);
}

void weft__host_request_frame(int32_t id, int64_t time) {
    struct weft__host_request *request = weft__host_request_find(id);
    if (request) request->time = time;
    weft__host_request_finish(id, 0, NULL, 0, NULL);
}

void weft__host_request_finish(int32_t id, int status, void *data, size_t length, void *extra) {
    struct weft__host_request *request = weft__host_request_find(id);
    if (!request) {
        drop(data, extra);
        return;
    }
    request->done = true;
    request->status = status;
    request->data = data;
    request->extra = extra;
    request->length = length;
    leave(request, false);
    weft__wait_wake(&request->wait, 0);
}
