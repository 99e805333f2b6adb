/* What every test here stands on: cmocka, weft.h, tests that register themselves, and a log of what happened
 * in which order.
 *
 *     TEST(ready_tasks_run_in_the_order_they_were_spawned) {
 *         ...
 *         assert_notes("a b c");
 *     }
 *
 * cmocka's assertions jump out of the test by longjmp, so they belong in the test's own function, which runs
 * in main (task 1). What happens in other tasks is noted down, or checked with CHECK, which the end of the
 * test looks at. */
#ifndef WEFT_TESTING_H
#define WEFT_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "weft.h"

typedef void (*test_function)(void **state);
void add_test(const char *name, test_function function);

#define TEST(name)                                                                       \
    static void name(void **state);                                                      \
    __attribute__((constructor)) static void add_##name(void) { add_test(#name, name); } \
    static void name(void **state __attribute__((unused)))

/* The log has words, parted by blanks, and is emptied before each test. */
__attribute__((format(printf, 1, 2))) void note(const char *format, ...);
const char *notes(void);
void clear_notes(void);
#define assert_notes(expected) assert_string_equal(notes(), expected)

/* An assertion for any task: the first that fails is reported when the test ends. */
#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)
bool check(bool holds, const char *condition, const char *file, int line);

/* The two are compared as integers, and shown by name where they differ. */
#define assert_rc(expression, expected) \
    assert_rc_at((expression), (expected), #expression, __FILE__, __LINE__)
void assert_rc_at(int64_t got, int64_t expected, const char *expression, const char *file, int line);

/* Program time is compared to the microsecond. */
#define assert_seconds(expression, expected) \
    assert_seconds_at((expression), (expected), #expression, __FILE__, __LINE__)
void assert_seconds_at(double got, double expected, const char *expression, const char *file, int line);

/* Lets every other task run until none is ready without time passing. */
void settle(void);

#endif
