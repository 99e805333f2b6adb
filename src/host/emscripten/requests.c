/* In a page what a task asks for is the page's own: its frames, its fetch. Lines are what stdin has. */
#include <emscripten.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/host_request.h"
#include "core/sched.h"
#include "host/emscripten/emscripten.h"

const size_t weft__host_default_stack = 16384, weft__host_smallest_stack = 512;

unsigned char *weft__host_new_stack(size_t size) {
    unsigned char *block = weft__alloc(size + 16);
    return block ? (unsigned char *)(((uintptr_t)block + 15) & ~(uintptr_t)15) : NULL;
}

/* ---- Frames ---- */

/* All that wait for the next frame; 0: aborted. */
static struct {
    int32_t *ids;
    size_t count, size;
} waiting;

EMSCRIPTEN_KEEPALIVE void weft__emscripten_frame(double time);
void weft__emscripten_frame(double time) {
    double passed = (time - weft__emscripten_started) * 1e6;
    size_t count = waiting.count;
    waiting.count = 0;
    for (size_t i = 0; i < count; i++)
        if (waiting.ids[i]) weft__host_request_frame(waiting.ids[i], passed > 0 ? (int64_t)passed : 0);
    weft__emscripten_pump();
}

static bool has_room(void) {
    if (waiting.count < waiting.size) return true;
    size_t size = waiting.size ? 2 * waiting.size : 64;
    int32_t *ids = realloc(waiting.ids, size * sizeof *ids);
    if (!ids) return false;
    waiting.ids = ids;
    waiting.size = size;
    return true;
}

// clang-format off
EM_JS(int, weft__js_has_frames, (void), { return typeof requestAnimationFrame === 'function'; })

/* Emscripten's own call of this kind lets what ends a program in a frame through to the page, as an error. */
EM_JS(void, weft__js_request_frame, (void), {
    requestAnimationFrame(function(time) {
        callUserCallback(function() { Module['_weft__emscripten_frame'](time); });
    });
})
// clang-format on

bool weft__host_next_frame(int32_t id) {
    if (!weft__js_has_frames() || !has_room()) return false;
    if (waiting.count == 0) weft__js_request_frame();
    waiting.ids[waiting.count++] = id;
    return true;
}

/* ---- Fetch ---- */

// clang-format off
EM_JS(void, weft__js_fetch, (int id, const char *url, const char *method, const char *const *headers,
                             const void *body, int length), {
    var open = Module['weftFetches'] = Module['weftFetches'] || new Map();
    var controller = new AbortController();
    open.set(id, controller);
    var init = {method: UTF8ToString(method), headers: [], credentials: 'omit', signal: controller.signal};
    for (; headers && HEAP32[headers >> 2]; headers += 4) {
        var header = UTF8ToString(HEAP32[headers >> 2]), colon = header.indexOf(':');
        init.headers.push([header.slice(0, colon), header.slice(colon + 1).trim()]);
    }
    if (body) init.body = HEAPU8.slice(body, body + length);
    function answer(status, bytes, type) {
        if (open.delete(id))
            callUserCallback(function() {
                var at = bytes ? Module['_weft__emscripten_alloc'](bytes.length + 1) : 0;
                var text = new TextEncoder().encode(type || "");
                var words = Module['_weft__emscripten_alloc'](text.length + 1);
                if (at) HEAPU8.set(bytes, at), HEAPU8[at + bytes.length] = 0;
                if (words) HEAPU8.set(text, words), HEAPU8[words + text.length] = 0;
                Module['_weft__emscripten_complete'](id, status, at, bytes ? bytes.length : 0, words);
            });
    }
    fetch(UTF8ToString(url), init).then(function(response) {
        return response.arrayBuffer().then(function(buffer) {
            answer(response.status, new Uint8Array(buffer), response.headers.get('content-type'));
        });
    }).catch(function() { answer(-1, null, null); });
})

EM_JS(void, weft__js_abort, (int id), {
    var open = Module['weftFetches'], controller = open && open.get(id);
    if (!controller) return;
    open.delete(id);
    controller.abort();
})
// clang-format on

EMSCRIPTEN_KEEPALIVE void *weft__emscripten_alloc(int size);
void *weft__emscripten_alloc(int size) { return weft__alloc((size_t)size); }

EMSCRIPTEN_KEEPALIVE void weft__emscripten_complete(int id, int status, void *body, int length, void *type);
void weft__emscripten_complete(int id, int status, void *body, int length, void *type) {
    int answer = status < 0 ? WEFT_EIO : body ? status : WEFT_ENOMEM;
    weft__host_request_finish(id, answer, body, (size_t)length, type);
    weft__emscripten_pump();
}

static const char *method_of(const weft_request *request) {
    if (request->method) return request->method;
    return request->body ? "POST" : "GET";
}

void weft__host_fetch(int32_t id, const char *url, const weft_request *request) {
    weft_request none = {0};
    const weft_request *asked = request ? request : &none;
    weft__js_fetch(id, url, method_of(asked), asked->headers, asked->body, (int)asked->length);
}

void weft__host_abort(int32_t id) {
    for (size_t i = 0; i < waiting.count; i++)
        if (waiting.ids[i] == id) waiting.ids[i] = 0;
    weft__js_abort(id);
}

/* ---- Lines ---- */

/* What Emscripten has for stdin blocks, so a line is there at once. */
void weft__host_read_line(int32_t id) {
    char *line = NULL;
    size_t size = 0;
    ssize_t length = getline(&line, &size, stdin);
    if (length > 0) weft__host_request_finish(id, 0, line, (size_t)length, NULL);
    else weft__host_request_finish(id, WEFT_EDONE, NULL, 0, NULL);
    if (length <= 0) free(line);
}

/* ---- What there is nobody to be told of, or asked ---- */

void weft__host_turn_begins(void) {}

void weft__host_turn_ended(void) {}

void weft__host_block(int64_t nanoseconds) {
    double until = emscripten_get_now() + (double)nanoseconds / 1e6;
    while (emscripten_get_now() < until) {}
    weft__sched_blocked();
}

void weft__host_advance(int64_t time) { (void)time; }

void weft__host_report(const char *message, const char *file, int line) {
    (void)message, (void)file, (void)line;
}

bool weft__host_next_departure(enum weft__stream stream, struct weft__departure *departure) {
    (void)stream, (void)departure;
    return false;
}

void weft__host_departed(struct weft__departure departure) { (void)departure; }

uint32_t weft__host_choose(int kind, uint32_t count, uint32_t seeded) {
    (void)kind, (void)count, (void)seeded;
    return 0;
}
