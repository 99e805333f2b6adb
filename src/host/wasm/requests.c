/* In WebAssembly the clock, randomness and requests are the runtime's (TypeScript, in a browser's worker or
   in Node). */
#include <errno.h>
#include <unistd.h>
#include <wasi/api.h>

#include "core/sched.h"
#include "host/wasm/wasm.h"

int64_t weft__host_now(void) { return (int64_t)import_now(); }

int64_t weft__host_steady(void) { return (int64_t)import_steady(); }

void weft__host_turn_begins(void) { import_turn(); }

void weft__host_block(int64_t nanoseconds) {
    import_block((double)nanoseconds);
    weft__sched_blocked();
}

double weft__wasm_moment(int64_t time) {
    enum { LAST_BIT_NS = 512 }; /* what the last bit of a double is worth before WEFT__LAST_NS, at most */
    double moment = (double)time;
    return (int64_t)moment < time ? moment + LAST_BIT_NS : moment;
}

void weft__host_advance(int64_t time) { import_advance(weft__wasm_moment(time)); }

/* The host's bytes follow from the run's seed. */
int getentropy(void *buffer, size_t length) {
    enum { MAX_BYTES = 256 };
    errno = length > MAX_BYTES ? EIO : __wasi_random_get(buffer, length);
    return errno == 0 ? 0 : -1;
}

static const char *method_of(const weft_request *request) {
    if (request && request->method) return request->method;
    return request && request->body ? "POST" : "GET";
}

void weft__host_fetch(int32_t id, const char *url, const weft_request *request) {
    weft_request none = {0};
    const weft_request *asked = request ? request : &none;
    import_fetch(id, url, method_of(request), asked->headers, asked->body, (int32_t)asked->length,
                 (double)asked->max_length);
}

void weft__host_read_line(int32_t id) { import_read_line(id); }

bool weft__host_next_frame(int32_t id) { return import_next_frame(id) != 0; }

void weft__host_abort(int32_t id) { import_abort(id); }
