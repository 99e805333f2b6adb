/* weft_fetch checks what is asked for, hands it to the host, and takes the answer. */
#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "base/touch.h"
#include "calls/delay.h"
#include "core/choice.h"
#include "core/host_request.h"
#include "host/host.h"

static char nothing[1] = "";

static void take_answer(weft_response *response, struct weft__host_request *asked) {
    weft__touch_bytes(response, sizeof *response);
    response->status = asked->status;
    response->body = asked->data ? asked->data : nothing;
    response->length = asked->length;
    response->content_type = asked->extra ? asked->extra : nothing;
}

static void drop_answer(struct weft__host_request *asked) {
    weft__free(asked->data);
    weft__free(asked->extra);
}

/* A host may give up earlier; one that does not is held to the limit here. */
static int outcome(const struct weft__host_request *asked, const weft_request *request) {
    bool limited = request && request->max_length > 0;
    if (asked->status >= 0 && limited && asked->length > request->max_length) return WEFT_ETOOBIG;
    return asked->status < 0 ? asked->status : 0;
}

/* Measures a method, or a header's name, as far as it is HTTP's token. */
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

static const struct weft__wait_kind fetching = {.call = "weft_fetch"};

int weft_fetch_at(const char *url, const weft_request *request, weft_response *response, const char *file,
                  int line) {
    struct {
        struct weft__delay delay;
        struct weft__host_request asked;
    } here;
    struct weft__host_request *asked = &here.asked;
    weft__touch_bytes(response, sizeof *response);
    if (response) *response = (weft_response){0};
    if (!makes_sense(url, request, response)) return WEFT_EINVAL;
    if (weft__choose_fault()) return WEFT_EIO;
    int error = weft__host_request_begin(asked, &fetching, url, file, line);
    if (error) return error;
    if (weft__delay_begin(&here.delay, asked->id, url)) weft__host_request_time(asked);
    else weft__host_fetch(asked->id, url, request);
    error = weft__host_request_wait(asked);
    weft__delay_end(&here.delay);
    if (error) return error;
    error = outcome(asked, request);
    if (error == 0) take_answer(response, asked);
    else drop_answer(asked);
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
