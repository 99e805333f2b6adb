/* Frames and requests. */
#include "testing.h"

static const char *word(int rc) { return rc < 0 ? weft_error_name(rc) : "0"; }

TEST(frames_come_sixty_times_a_second) {
    double first, second, third;
    assert_rc(weft_next_frame(&first), 0);
    assert_rc(weft_next_frame(&second), 0);
    assert_rc(weft_next_frame(&third), 0);
    assert_seconds(second - first, 1.0 / 60);
    assert_seconds(third - second, 1.0 / 60);
    assert_seconds(third, weft_now());
    assert_rc(weft_next_frame(NULL), 0);
}

static void *watch_a_frame(void *seconds) {
    CHECK(weft_next_frame(seconds) == 0);
    return NULL;
}

TEST(all_that_wait_for_a_frame_get_the_same_one) {
    double a = 0, b = 1;
    weft_task tasks[] = {weft_spawn(watch_a_frame, &a), weft_spawn(watch_a_frame, &b)};
    assert_rc(weft_gather(tasks, 2, NULL), 0);
    assert_seconds(a, b);
}

TEST(a_wait_for_a_frame_can_time_out) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 0.001);
    assert_rc(weft_next_frame(NULL), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
}

static int ask(weft_request request) {
    weft_response response;
    int rc = weft_fetch("/delay/0", &request, &response);
    if (rc == 0) weft_response_free(&response);
    return rc;
}

TEST(a_request_that_makes_no_sense_is_invalid) {
    assert_rc(ask((weft_request){.length = 3}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.method = ""}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.method = "TWO WORDS"}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.method = "GET", .body = "x", .length = 1}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.method = "HEAD", .body = "", .length = 0}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.headers = (const char *[]){"X-Good: 1", "no colon", NULL}}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.headers = (const char *[]){": no name", NULL}}), WEFT_EINVAL);
    assert_rc(ask((weft_request){.headers = (const char *[]){"X-Two: 1\r\nX-Lines: 2", NULL}}), WEFT_EINVAL);
    assert_rc(
        ask((weft_request){.method = "POST", .body = "", .headers = (const char *[]){"X-Empty:", NULL}}), 0);
}

TEST(fetch_of_no_url_is_invalid) {
    weft_response response;
    memset(&response, 0xff, sizeof response);
    assert_rc(weft_fetch(NULL, NULL, &response), WEFT_EINVAL);
    assert_null(response.body);
    assert_int_equal(response.length, 0);
}

TEST(a_fetch_that_gets_no_answer_is_an_io_error) {
    weft_response response;
    memset(&response, 0xff, sizeof response);
    assert_rc(weft_fetch("http://127.0.0.1:1/", NULL, &response), WEFT_EIO);
    assert_null(response.body);
    assert_null(response.content_type);
    assert_rc(weft_fetch("nonsense:", NULL, &response), WEFT_EIO);
}

static void *fetch_it(void *url) {
    weft_response response;
    int rc = weft_fetch(url, NULL, &response);
    note("%s", rc < 0 ? word(rc) : response.body);
    weft_response_free(&response);
    return NULL;
}

TEST(delay_answers_after_its_seconds) {
    weft_response response;
    double start = weft_now();
    assert_rc(weft_fetch("/delay/2", NULL, &response), 0);
    assert_seconds(weft_now() - start, 2);
    assert_int_equal(response.status, 200);
    assert_string_equal(response.body, "waited 2 s\n");
    assert_int_equal(response.length, 11);
    assert_int_equal(strncmp(response.content_type, "text/plain", 10), 0);
    weft_response_free(&response);
}

TEST(requests_wait_at_the_same_time) {
    weft_task tasks[] = {weft_spawn(fetch_it, "/delay/3"), weft_spawn(fetch_it, "/delay/1"),
                         weft_spawn(fetch_it, "/delay/2")};
    double start = weft_now();
    assert_rc(weft_gather(tasks, 3, NULL), 0);
    assert_seconds(weft_now() - start, 3);
    assert_notes("waited 1 s\n waited 2 s\n waited 3 s\n");
}

TEST(a_request_can_be_cancelled_and_timed_out) {
    weft_task task = weft_spawn(fetch_it, "/delay/30");
    weft_sleep(1);
    weft_cancel(task);
    assert_rc(weft_join(task, NULL), WEFT_ECANCELED);
    assert_notes("WEFT_ECANCELED");
    weft_response response;
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    assert_rc(weft_fetch("/delay/30", NULL, &response), WEFT_ETIMEDOUT);
    assert_true(weft_timeout_end(&timeout));
    assert_null(response.body);
}

TEST(an_answer_longer_than_the_limit_is_too_big) {
    weft_response response;
    weft_request request = {.max_length = 4};
    assert_rc(weft_fetch("/delay/1", &request, &response), WEFT_ETOOBIG);
    assert_null(response.body);
    request.max_length = 11;
    assert_rc(weft_fetch("/delay/1", &request, &response), 0);
    weft_response_free(&response);
}

TEST(freeing_a_response_twice_or_an_empty_one_does_nothing) {
    weft_response response = {0};
    weft_response_free(&response);
    assert_rc(weft_fetch("/delay/0", NULL, &response), 0);
    weft_response_free(&response);
    assert_null(response.body);
    weft_response_free(&response);
}
