#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "core/operation.h"
#include "host/host.h"

static char nothing[1] = "";

static void take_answer(weft_response *response, struct weft__operation *operation) {
    response->status = operation->status;
    response->body = operation->data ? operation->data : nothing;
    response->length = operation->length;
    response->content_type = operation->extra ? operation->extra : nothing;
}

static void drop_answer(struct weft__operation *operation) {
    weft__free(operation->data);
    weft__free(operation->extra);
}

/* A host may give up earlier; one that does not is held to the limit here. */
static int outcome(const struct weft__operation *operation, const weft_request *request) {
    bool limited = request && request->max_length > 0;
    if (operation->status >= 0 && limited && operation->length > request->max_length) return WEFT_ETOOBIG;
    return operation->status < 0 ? operation->status : 0;
}

/* A method, or a header's name: HTTP's token. */
static size_t token_length(const char *text) {
    size_t length = 0;
    while (text[length] && (isalnum((unsigned char)text[length]) || strchr("!#$%&'*+-.^_`|~", text[length])))
        length++;
    return length;
}

/* "Name: value", and nothing that could begin another header. */
static bool is_header(const char *text) {
    size_t name = token_length(text);
    return name > 0 && text[name] == ':' && !strpbrk(text, "\r\n");
}

static bool may_have_body(const char *method) {
    return !method || (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0);
}

static bool asks_for_sense(const weft_request *request) {
    const char *method = request->method;
    for (const char *const *header = request->headers; header && *header; header++)
        if (!is_header(*header)) return false;
    if (method && (!*method || method[token_length(method)])) return false;
    return request->body ? may_have_body(method) : request->length == 0;
}

static bool makes_sense(const char *url, const weft_request *request, const weft_response *response) {
    return url && response && (!request || asks_for_sense(request));
}

int weft_fetch_at(const char *url, const weft_request *request, weft_response *response, const char *file,
                  int line) {
    struct weft__operation operation;
    if (response) *response = (weft_response){0};
    if (!makes_sense(url, request, response)) return WEFT_EINVAL;
    int error = weft__operation_begin(&operation, "weft_fetch", url, file, line);
    if (error) return error;
    weft__host_fetch(operation.id, url, request);
    error = weft__operation_wait(&operation);
    if (error) return error;
    error = outcome(&operation, request);
    if (error == 0) take_answer(response, &operation);
    else drop_answer(&operation);
    return error;
}

static void free_text(char *text) {
    if (text != nothing) weft__free(text);
}

void weft_response_free(weft_response *response) {
    if (!response) return;
    free_text(response->body);
    free_text(response->content_type);
    *response = (weft_response){0};
}
