/* The tests' main: picks tests by name and runs them through cmocka. */
#include "testing.h"

enum { MAX_TESTS = 512, MAX_NOTES = 1 << 16, TURNS_TO_SETTLE = 64 };

static struct CMUnitTest tests[MAX_TESTS];
static size_t test_count;
static char log_text[MAX_NOTES];
static size_t log_length;
static char failed_check[512];

void note(const char *format, ...) {
    char word[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(word, sizeof word, format, arguments);
    va_end(arguments);
    int written =
        snprintf(log_text + log_length, sizeof log_text - log_length, "%s%s", log_length ? " " : "", word);
    if (written > 0) log_length += (size_t)written;
    if (log_length >= sizeof log_text) abort();
}

const char *notes(void) { return log_text; }

void clear_notes(void) {
    log_length = 0;
    log_text[0] = '\0';
}

bool check(bool holds, const char *condition, const char *file, int line) {
    if (!holds && failed_check[0] == '\0')
        snprintf(failed_check, sizeof failed_check, "%s:%d: %s", file, line, condition);
    return holds;
}

static const char *readable(int64_t rc, char *buffer, size_t size) {
    if (rc >= 0) snprintf(buffer, size, "%lld", (long long)rc);
    else snprintf(buffer, size, "%s (%lld)", weft_error_name((int)rc), (long long)rc);
    return buffer;
}

void assert_rc_at(int64_t got, int64_t expected, const char *expression, const char *file, int line) {
    if (got == expected) return;
    char a[64], b[64];
    print_error("%s is %s, expected %s\n", expression, readable(got, a, sizeof a),
                readable(expected, b, sizeof b));
    _fail(file, line);
}

void assert_seconds_at(double got, double expected, const char *expression, const char *file, int line) {
    double difference = got > expected ? got - expected : expected - got;
    if (difference < 1e-6) return;
    print_error("%s is %.9f s, expected %.9f s\n", expression, got, expected);
    _fail(file, line);
}

void settle(void) {
    for (int turn = 0; turn < TURNS_TO_SETTLE; turn++) weft_yield();
}

static int begin_test(void **state) {
    (void)state;
    clear_notes();
    failed_check[0] = '\0';
    return 0;
}

/* A test leaves nothing behind: every task that it spawned has ended and was joined or detached. */
static int end_test(void **state) {
    (void)state;
    settle();
    size_t live = weft_tasks(NULL, 0);
    if (live != 1) print_error("%zu tasks are still alive after the test\n", live - 1);
    if (failed_check[0]) print_error("in a task: %s\n", failed_check);
    return live == 1 && failed_check[0] == '\0' ? 0 : -1;
}

void add_test(const char *name, test_function function) {
    if (test_count == MAX_TESTS) abort();
    tests[test_count++] = (struct CMUnitTest){name, function, begin_test, end_test, NULL};
}

/* `area_test` runs all of its tests, `area_test PATTERN` those whose names match ('*' and '?' as in a shell),
   `area_test --list` prints their names. */
int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--list") == 0) {
        for (size_t i = 0; i < test_count; i++) printf("%s\n", tests[i].name);
        return 0;
    }
    if (argc > 1) cmocka_set_test_filter(argv[1]);
    return _cmocka_run_group_tests(argv[0], tests, test_count, NULL, NULL);
}
