/* Natively requests are made by libcurl, loaded at the first of them, so that a program needs nothing but
   -lweft. Where there is none, the answer is EIO, and the reason is said once. */
#define _GNU_SOURCE
#include "base/memory.h"
#include "core/host_request.h"
#include "host/posix/posix.h"
#include "report/fatal.h"

#if __has_include(<curl/curl.h>)

#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

/* ---- The library ---- */

#define CURL_FUNCTIONS(X)    \
    X(curl_easy_init)        \
    X(curl_easy_setopt)      \
    X(curl_easy_getinfo)     \
    X(curl_easy_cleanup)     \
    X(curl_slist_append)     \
    X(curl_slist_free_all)   \
    X(curl_multi_init)       \
    X(curl_multi_add_handle) \
    X(curl_multi_remove_handle) X(curl_multi_perform) X(curl_multi_poll) X(curl_multi_info_read)

/* curl.h hides some of these behind macros that check types; a pointer has no use for them. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
static struct {
#define X(name) __typeof__(&name) name;
    CURL_FUNCTIONS(X)
#undef X
} curl;

static bool find_functions(void *library) {
#define X(name)                                   \
    *(void **)&curl.name = dlsym(library, #name); \
    if (!curl.name) return false;
    CURL_FUNCTIONS(X)
#undef X
    return true;
}

static CURLM *multi;

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

static bool load(void) {
    static bool tried;
    if (tried) return multi != NULL;
    tried = true;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library && find_functions(library)) multi = curl.curl_multi_init();
    if (!multi) weft__say("weft_fetch needs libcurl, and " LIBRARY " cannot be loaded");
    return multi != NULL;
}

/* ---- Requests ---- */

struct request {
    struct request *next;
    int32_t id;                /* 0: aborted */
    const char *url;           /* the caller's, who waits; so is */
    const weft_request *asked; /* this, or NULL */
    CURL *handle;              /* once begun */
    struct curl_slist *headers;
    char *body;
    size_t length, size;
    int error; /* why the body was cut short */
};

static struct request *requests;
static int64_t asked_ns; /* when the last of them began */

bool weft__posix_fetching(void) { return requests != NULL; }

int64_t weft__posix_fetch_asked(void) { return asked_ns; }

static void leave(struct request *request) {
    struct request **link = &requests;
    while (*link != request) link = &(*link)->next;
    *link = request->next;
    if (request->handle) {
        curl.curl_multi_remove_handle(multi, request->handle);
        curl.curl_easy_cleanup(request->handle);
    }
    if (request->headers) curl.curl_slist_free_all(request->headers);
}

static void drop(struct request *request) {
    leave(request);
    weft__free(request->body);
    weft__free(request);
}

static void fail(struct request *request, int error) {
    int32_t id = request->id;
    drop(request);
    weft__host_request_finish(id, error, NULL, 0, NULL);
}

static bool make_room(struct request *request, size_t more) {
    size_t needed = request->length + more + 1;
    if (needed <= request->size) return true;
    size_t size = needed < 4096 ? 4096 : 2 * needed;
    char *body = weft__alloc(size);
    if (!body) return false;
    if (request->body) memcpy(body, request->body, request->length);
    weft__free(request->body);
    request->body = body;
    request->size = size;
    return true;
}

static size_t take_bytes(char *bytes, size_t one, size_t count, void *pointer) {
    struct request *request = pointer;
    size_t most = request->asked ? request->asked->max_length : 0;
    if (most > 0 && request->length + count > most) request->error = WEFT_ETOOBIG;
    else if (!make_room(request, count)) request->error = WEFT_ENOMEM;
    if (request->error) return 0;
    memcpy(request->body + request->length, bytes, count);
    request->length += count;
    return one * count;
}

#define SET(option, value) (curl.curl_easy_setopt(request->handle, (option), (value)) == CURLE_OK)

static bool set_body(struct request *request, const char *body, size_t length) {
    return SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length) && SET(CURLOPT_POSTFIELDS, body);
}

static bool append_header(struct request *request, const char *header) {
    struct curl_slist *headers = curl.curl_slist_append(request->headers, header);
    if (headers) request->headers = headers;
    return headers != NULL;
}

/* libcurl takes "Name:" for the wish to leave a header out, "Name;" for one without a value. */
static bool add_header(struct request *request, const char *header) {
    char empty[256];
    size_t name = strcspn(header, ":");
    if (header[name + 1 + strspn(header + name + 1, " \t")] != '\0') return append_header(request, header);
    if (name >= sizeof empty - 1) return false;
    memcpy(empty, header, name);
    memcpy(empty + name, ";", 2);
    return append_header(request, empty);
}

/* Of itself libcurl would call any body a form. */
static bool set_headers(struct request *request, const char *const *headers) {
    if (!append_header(request, "Content-Type:")) return false;
    for (; headers && *headers; headers++)
        if (!add_header(request, *headers)) return false;
    return SET(CURLOPT_HTTPHEADER, request->headers);
}

static bool set_method(struct request *request, const char *method) {
    if (!method) return true;
    return strcmp(method, "HEAD") == 0 ? SET(CURLOPT_NOBODY, 1L) : SET(CURLOPT_CUSTOMREQUEST, method);
}

/* http and https alone, of the URL and of what it redirects to: libcurl knows file: and a dozen others. A
   library that is older than the options by name knows those by number. */
static bool restrict_protocols(struct request *request) {
#if LIBCURL_VERSION_NUM >= 0x075500
    if (SET(CURLOPT_PROTOCOLS_STR, "http,https") && SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https"))
        return true;
#endif
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const long web = CURLPROTO_HTTP | CURLPROTO_HTTPS;
    return SET(CURLOPT_PROTOCOLS, web) && SET(CURLOPT_REDIR_PROTOCOLS, web);
#pragma GCC diagnostic pop
}

/* Where one of them is not taken, nothing may be asked. */
static bool set_options(struct request *request) {
    const weft_request *asked = request->asked;
    if (!restrict_protocols(request)) return false;
    if (!SET(CURLOPT_URL, request->url) || !SET(CURLOPT_FOLLOWLOCATION, 1L) || !SET(CURLOPT_NOSIGNAL, 1L) ||
        !SET(CURLOPT_WRITEFUNCTION, take_bytes) || !SET(CURLOPT_WRITEDATA, request) ||
        !SET(CURLOPT_PRIVATE, request))
        return false;
    if (!asked) return true;
    if (asked->body && !set_body(request, asked->body, asked->length)) return false;
    return set_headers(request, asked->headers) && set_method(request, asked->method);
}

static bool start(struct request *request) {
    request->handle = load() ? curl.curl_easy_init() : NULL;
    if (!request->handle) return false;
    if (set_options(request) && curl.curl_multi_add_handle(multi, request->handle) == CURLM_OK) return true;
    static bool said;
    if (!said) weft__say("weft_fetch asks for nothing: this libcurl does not take a setting that it needs");
    said = true;
    return false;
}

/* The handles are made on the loop's stack: a task's would be too small for it. */
static void begin(struct request *request) {
    if (!start(request)) fail(request, WEFT_EIO);
}

void weft__host_fetch(int32_t id, const char *url, const weft_request *asked) {
    struct request *request = weft__alloc(sizeof *request);
    if (!request) {
        weft__host_request_finish(id, WEFT_ENOMEM, NULL, 0, NULL);
        return;
    }
    asked_ns = weft__host_steady();
    *request = (struct request){.id = id, .url = url, .asked = asked};
    struct request **end = &requests;
    while (*end) end = &(*end)->next;
    *end = request;
}

static struct request *find(int32_t id) {
    struct request *request = requests;
    while (request && request->id != id) request = request->next;
    return request;
}

/* Called on the task's stack, which would be too small for libcurl: what has begun
   is dropped on the loop's. */
void weft__posix_fetch_abort(int32_t id) {
    struct request *request = find(id);
    if (!request) return;
    if (request->handle) request->id = 0;
    else drop(request);
}

static void drop_aborted(void) {
    for (struct request *request = requests, *next; request; request = next) {
        next = request->next;
        if (request->id == 0) drop(request);
    }
}

/* ---- Answers ---- */

static char *content_type(struct request *request) {
    const char *type = NULL;
    curl.curl_easy_getinfo(request->handle, CURLINFO_CONTENT_TYPE, &type);
    char *copy = type ? weft__alloc(strlen(type) + 1) : NULL;
    return copy ? strcpy(copy, type) : NULL;
}

static void finish(struct request *request, CURLcode result) {
    long status = 0;
    bool known = curl.curl_easy_getinfo(request->handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK;
    bool has_room = make_room(request, 0);
    if (!known || result != CURLE_OK || !has_room) {
        fail(request, request->error ? request->error : has_room ? WEFT_EIO : WEFT_ENOMEM);
        return;
    }
    request->body[request->length] = '\0';
    char *type = content_type(request);
    leave(request);
    weft__host_request_finish(request->id, (int)status, request->body, request->length, type);
    weft__free(request);
}

static void finish_those_done(void) {
    int left;
    for (CURLMsg *message; (message = curl.curl_multi_info_read(multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        void *request;
        CURLcode result = message->data.result;
        curl.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &request);
        finish(request, result);
    }
}

static bool begin_new(void) {
    bool begun = false;
    for (struct request *request = requests, *next; request; request = next) {
        next = request->next;
        if (request->handle) continue;
        begin(request);
        begun = true;
    }
    return begun;
}

void weft__posix_fetch_poll(bool with_stdin, int milliseconds) {
    struct curl_waitfd input = {.fd = STDIN_FILENO, .events = CURL_WAIT_POLLIN};
    int running;
    drop_aborted();
    if (begin_new()) milliseconds = 0;
    if (!multi || !requests) return;
    curl.curl_multi_poll(multi, &input, with_stdin ? 1 : 0, milliseconds < 0 ? 1000 : milliseconds, NULL);
    curl.curl_multi_perform(multi, &running);
    finish_those_done();
}

#else

void weft__host_fetch(int32_t id, const char *url, const weft_request *asked) {
    static bool said;
    (void)url, (void)asked;
    if (!said) weft__say("weft_fetch is not there: libweft was built without libcurl's headers");
    said = true;
    weft__host_request_finish(id, WEFT_EIO, NULL, 0, NULL);
}

void weft__posix_fetch_abort(int32_t id) { (void)id; }

bool weft__posix_fetching(void) { return false; }

int64_t weft__posix_fetch_asked(void) { return 0; }

void weft__posix_fetch_poll(bool with_stdin, int milliseconds) { (void)with_stdin, (void)milliseconds; }

#endif
