/* Error codes and their names. */
#include "testing.h"

typedef struct row {
    int code;
    const char *name;
} row;

static const row rows[] = {
    {WEFT_ECANCELED, "WEFT_ECANCELED"},
    {WEFT_ETIMEDOUT, "WEFT_ETIMEDOUT"},
    {WEFT_ECLOSED, "WEFT_ECLOSED"},
    {WEFT_EDONE, "WEFT_EDONE"},
    {WEFT_EDEADLK, "WEFT_EDEADLK"},
    {WEFT_EBUSY, "WEFT_EBUSY"},
    {WEFT_EINVAL, "WEFT_EINVAL"},
    {WEFT_EBADTASK, "WEFT_EBADTASK"},
    {WEFT_ENOMEM, "WEFT_ENOMEM"},
    {WEFT_EAGAIN, "WEFT_EAGAIN"},
    {WEFT_EIO, "WEFT_EIO"},
    {WEFT_ETOOBIG, "WEFT_ETOOBIG"},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

TEST(every_error_is_negative_and_unlike_every_other) {
    for (int i = 0; i < ROWS; i++) {
        assert_true(rows[i].code < 0);
        for (int j = 0; j < i; j++) assert_int_not_equal(rows[i].code, rows[j].code);
    }
}

TEST(every_error_has_its_name) {
    for (int i = 0; i < ROWS; i++) assert_string_equal(weft_error_name(rows[i].code), rows[i].name);
}

TEST(every_error_has_words_of_its_own) {
    assert_string_equal(weft_strerror(WEFT_ETIMEDOUT), "timed out");
    for (int i = 0; i < ROWS; i++) {
        assert_true(strlen(weft_strerror(rows[i].code)) > 3);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(weft_strerror(rows[i].code), weft_strerror(rows[j].code));
    }
}

TEST(success_and_unknown_codes_have_words_too) {
    assert_string_equal(weft_error_name(0), "WEFT_OK");
    assert_string_equal(weft_error_name(7), "WEFT_OK");
    assert_string_equal(weft_error_name(-9999), "WEFT_E?");
    assert_string_equal(weft_strerror(0), "success");
    assert_string_equal(weft_strerror(INT32_MIN), "unknown error");
}
