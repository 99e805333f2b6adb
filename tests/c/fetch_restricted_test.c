/* Natively: what libcurl is not told, it must not be asked for. A library in libcurl's place, loaded before
   it, refuses settings. */
#include "testing.h"

#include <dlfcn.h>

/* Their numbers in curl.h. */
enum {
    URL = 10002,
    PROTOCOLS = 181,
    REDIR_PROTOCOLS = 182,
    PROTOCOLS_STR = 10318,
    REDIR_PROTOCOLS_STR = 10319,
    NOSIGNAL = 99,
    WRITEDATA = 10001
};

static int *refused, *added;

/* From now on a libcurl.so.4 that is asked for is this one. */
static void load_fake(void) {
    static void *library;
    if (!library) library = dlopen(FAKE_CURL, RTLD_NOW | RTLD_GLOBAL);
    if (!library) fail_msg("%s", dlerror());
    refused = dlsym(library, "fake_curl_refused");
    added = dlsym(library, "fake_curl_added");
    *added = 0;
    memset(refused, 0, 8 * sizeof *refused);
}

static int fetch(void) {
    weft_response response;
    weft_timeout late;
    weft_timeout_begin(&late, 0.01);
    int error = weft_fetch("http://127.0.0.1:1/", NULL, &response);
    weft_timeout_end(&late);
    return error;
}

TEST(where_protocols_cannot_be_restricted_nothing_is_fetched) {
    const int first[][2] = {{PROTOCOLS_STR, PROTOCOLS}, {REDIR_PROTOCOLS_STR, REDIR_PROTOCOLS}};
    for (int i = 0; i < 2; i++) {
        load_fake();
        memcpy(refused, first[i], sizeof first[i]);
        assert_rc(fetch(), WEFT_EIO);
        assert_int_equal(*added, 0);
    }
}

TEST(where_any_other_setting_is_not_taken_nothing_is_fetched) {
    const int settings[] = {URL, NOSIGNAL, WRITEDATA};
    for (int i = 0; i < 3; i++) {
        load_fake();
        refused[0] = settings[i];
        assert_rc(fetch(), WEFT_EIO);
        assert_int_equal(*added, 0);
    }
}

#if __has_include(<curl/curl.h>)
TEST(an_older_libcurl_restricts_protocols_by_number) {
    load_fake();
    refused[0] = PROTOCOLS_STR;
    refused[1] = REDIR_PROTOCOLS_STR;
    assert_rc(fetch(), WEFT_ETIMEDOUT);
    assert_int_equal(*added, 1);
}

TEST(a_request_that_is_never_answered_times_out_on_the_virtual_clock) {
    load_fake();
    double start = weft_now();
    assert_rc(fetch(), WEFT_ETIMEDOUT);
    assert_seconds(weft_now() - start, 0.01);
    assert_int_equal(*added, 1);
}
#endif
