/* Natively: real requests to a small server on this machine. Skipped where libcurl is not to be had. */
#include "testing.h"

#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- The server, a process of its own: one connection after another ---- */

enum { BIG = 300000 };

static void answer(int connection, int status, const char *type, const char *body, size_t length) {
    char head[256];
    int size = snprintf(head, sizeof head,
                        "HTTP/1.1 %d Told\r\n%s%s%sContent-Length: %zu\r\nConnection: close\r\n\r\n", status,
                        type ? "Content-Type: " : "", type ? type : "", type ? "\r\n" : "", length);
    (void)!write(connection, head, (size_t)size);
    while (length > 0) {
        ssize_t written = write(connection, body, length);
        if (written <= 0) return;
        body += written;
        length -= (size_t)written;
    }
}

static size_t read_request(int connection, char *request, size_t size) {
    size_t length = 0, wanted = size - 1;
    while (length < wanted) {
        ssize_t count = read(connection, request + length, size - 1 - length);
        if (count <= 0) break;
        length += (size_t)count;
        request[length] = '\0';
        const char *end = strstr(request, "\r\n\r\n"), *declared = strstr(request, "Content-Length: ");
        if (end) wanted = (size_t)(end - request) + 4 + (declared ? strtoul(declared + 16, NULL, 10) : 0);
    }
    return length;
}

static void serve(int connection, int *held) {
    static char request[8192], big[BIG];
    char path[64] = "";
    size_t length = read_request(connection, request, sizeof request);
    sscanf(request, "%*s %63s", path);
    if (strcmp(path, "/echo") == 0) answer(connection, 200, "text/echo", request, length);
    else if (strcmp(path, "/missing") == 0) answer(connection, 404, "text/plain", "not here", 8);
    else if (strcmp(path, "/empty") == 0) answer(connection, 204, NULL, "", 0);
    else if (strcmp(path, "/big") == 0) answer(connection, 200, "text/big", memset(big, 'b', BIG), BIG);
    else if (strcmp(path, "/never") == 0) (void)!read(connection, request, 1);
    else if (strcmp(path, "/pair") == 0 && *held < 0) {
        *held = connection;
        return;
    } else if (strcmp(path, "/pair") == 0) {
        answer(connection, 200, "text/plain", "second", 6);
        answer(*held, 200, "text/plain", "first", 5);
        close(*held);
        *held = -1;
    }
    close(connection); /* "/close" gets no answer at all */
}

static char *url(const char *path) {
    static int port;
    static char text[4][128];
    static unsigned next;
    if (!port) {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t size = sizeof address;
        int listener = socket(AF_INET, SOCK_STREAM, 0), held = -1;
        if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 16) < 0) abort();
        getsockname(listener, (struct sockaddr *)&address, &size);
        port = ntohs(address.sin_port);
        fflush(NULL);
        pid_t tests = getpid();
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != tests) _exit(0); /* they had ended before that held */
            signal(SIGPIPE, SIG_IGN);
            for (;;) serve(accept(listener, NULL, NULL), &held);
        }
        close(listener);
    }
    char *line = text[next++ % 4];
    snprintf(line, sizeof text[0], "http://127.0.0.1:%d%s", port, path);
    return line;
}

static void need_libcurl(void) {
    weft_response response;
    int rc = weft_fetch(url("/empty"), NULL, &response);
    if (rc == WEFT_EIO) skip();
    assert_rc(rc, 0);
    weft_response_free(&response);
}

/* ---- The rules ---- */

TEST(a_plain_request_is_a_get) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/echo"), NULL, &response), 0);
    assert_int_equal(response.status, 200);
    assert_string_equal(response.content_type, "text/echo");
    assert_int_equal(strncmp(response.body, "GET /echo HTTP/1.1\r\n", 20), 0);
    assert_int_equal(response.length, strlen(response.body));
    weft_response_free(&response);
}

TEST(method_headers_and_body_are_sent) {
    need_libcurl();
    weft_response response;
    weft_request request = {.method = "PUT",
                            .body = "a\0b",
                            .length = 3,
                            .headers = (const char *[]){"X-One: 1", "X-Two: 2", NULL}};
    assert_rc(weft_fetch(url("/echo"), &request, &response), 0);
    assert_int_equal(strncmp(response.body, "PUT /echo HTTP/1.1\r\n", 20), 0);
    assert_non_null(strstr(response.body, "\r\nX-One: 1\r\n"));
    assert_non_null(strstr(response.body, "\r\nX-Two: 2\r\n"));
    assert_memory_equal(response.body + response.length - 3, "a\0b", 3);
    weft_response_free(&response);
}

TEST(a_request_with_a_body_is_a_post) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/echo"), &(weft_request){.body = "abc", .length = 3}, &response), 0);
    assert_int_equal(strncmp(response.body, "POST /echo HTTP/1.1\r\n", 21), 0);
    weft_response_free(&response);
}

TEST(a_body_has_the_type_that_is_given_or_none) {
    need_libcurl();
    weft_response response;
    weft_request request = {.body = "abc", .length = 3};
    assert_rc(weft_fetch(url("/echo"), &request, &response), 0);
    assert_null(strstr(response.body, "Content-Type:"));
    weft_response_free(&response);
    request.headers = (const char *[]){"Content-Type: text/plain", "X-Empty:", NULL};
    assert_rc(weft_fetch(url("/echo"), &request, &response), 0);
    assert_non_null(strstr(response.body, "\r\nContent-Type: text/plain\r\n"));
    assert_non_null(strstr(response.body, "\r\nX-Empty:\r\n"));
    weft_response_free(&response);
}

TEST(an_http_error_status_is_an_answer) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/missing"), NULL, &response), 0);
    assert_int_equal(response.status, 404);
    assert_string_equal(response.body, "not here");
    weft_response_free(&response);
}

TEST(an_answer_without_body_or_type_has_empty_texts) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/empty"), NULL, &response), 0);
    assert_int_equal(response.status, 204);
    assert_int_equal(response.length, 0);
    assert_string_equal(response.body, "");
    assert_string_equal(response.content_type, "");
    weft_response_free(&response);
}

TEST(a_head_request_gets_no_body) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/big"), &(weft_request){.method = "HEAD"}, &response), 0);
    assert_int_equal(response.status, 200);
    assert_int_equal(response.length, 0);
    weft_response_free(&response);
}

TEST(a_long_answer_comes_whole) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/big"), NULL, &response), 0);
    assert_int_equal(response.length, BIG);
    assert_int_equal(strspn(response.body, "b"), BIG);
    weft_response_free(&response);
}

TEST(an_answer_beyond_the_limit_is_too_big) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/big"), &(weft_request){.max_length = BIG - 1}, &response), WEFT_ETOOBIG);
    assert_null(response.body);
    assert_rc(weft_fetch(url("/big"), &(weft_request){.max_length = BIG}, &response), 0);
    weft_response_free(&response);
}

TEST(a_server_that_gives_no_answer_is_an_io_error) {
    need_libcurl();
    weft_response response;
    assert_rc(weft_fetch(url("/close"), NULL, &response), WEFT_EIO);
    assert_null(response.body);
}

static void *fetch_it(void *address) {
    weft_response response;
    int rc = weft_fetch(address, NULL, &response);
    note("%s", rc < 0 ? weft_error_name(rc) : response.body);
    weft_response_free(&response);
    return NULL;
}

TEST(requests_are_under_way_at_the_same_time) {
    need_libcurl();
    weft_task tasks[] = {weft_spawn(fetch_it, url("/pair")), weft_spawn(fetch_it, url("/pair"))};
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_true(strcmp(notes(), "first second") == 0 || strcmp(notes(), "second first") == 0);
}

TEST(a_cancelled_request_is_aborted) {
    need_libcurl();
    weft_spawn_options small = {.stack_size = 16384};
    weft_task task = weft_spawn_with(fetch_it, url("/never"), &small);
    for (int turn = 0; turn < 50000; turn++) weft_yield();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED");
    weft_response response;
    assert_rc(weft_fetch(url("/missing"), NULL, &response),
              0); /* the server goes on when its connection is closed */
    weft_response_free(&response);
}

TEST(a_request_cancelled_before_it_began_is_never_made) {
    need_libcurl();
    weft_task task = weft_spawn(fetch_it, url("/never"));
    weft_yield();
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
}
