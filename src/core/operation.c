#include "core/operation.h"

#include "base/memory.h"
#include "base/trace.h"
#include "core/sched.h"
#include "host/host.h"

int weft__operation_begin(struct weft__operation *operation, const char *call, const char *subject,
                          const char *file, int line) {
    *operation = (struct weft__operation){0};
    int error = weft__wait_begin(&operation->wait, call, file, line);
    if (error) return error;
    operation->id = ++weft__sched.last_operation;
    operation->wait.keeps = true;
    weft__sched.host_is_next = true;
    weft__list_push(&weft__sched.operations, &operation->link);
    weft__trace(BEGIN, operation->wait.task->id, .object = (const void *)(intptr_t)operation->id,
                .call = call, .file = file, .line = line, .text = subject);
    return 0;
}

static void leave(struct weft__operation *operation, bool aborted) {
    weft__list_remove(&operation->link);
    weft__trace(FINISH, operation->wait.task->id, .object = (const void *)(intptr_t)operation->id,
                .call = operation->wait.call, .line = aborted);
}

int weft__operation_wait(struct weft__operation *operation) {
    operation->wait.object = (const void *)(intptr_t)operation->id;
    int error = operation->done ? 0 : weft__wait_park(&operation->wait);
    if (error == 0) return 0;
    weft__host_abort(operation->id);
    leave(operation, true);
    return error;
}

struct weft__operation *weft__operation_find(int32_t id) {
    for (struct weft__link *link = weft__list_first(&weft__sched.operations); link; link = link->next) {
        struct weft__operation *operation = weft__container(link, struct weft__operation, link);
        if (operation->id == id) return operation;
    }
    return NULL;
}

static void drop(void *data, void *extra) {
    weft__free(data);
    weft__free(extra);
}

void weft__operation_frame(int32_t id, int64_t time) {
    struct weft__operation *operation = weft__operation_find(id);
    if (operation) operation->time = time;
    weft__operation_finish(id, 0, NULL, 0, NULL);
}

void weft__operation_finish(int32_t id, int status, void *data, size_t length, void *extra) {
    struct weft__operation *operation = weft__operation_find(id);
    if (!operation) {
        drop(data, extra);
        return;
    }
    operation->done = true;
    operation->status = status;
    operation->data = data;
    operation->extra = extra;
    operation->length = length;
    leave(operation, false);
    weft__wait_wake(&operation->wait, 0);
}
