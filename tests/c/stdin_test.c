/* Each test reads the stdin of a process of its own. */
#include "testing.h"

#include "child.h"

static int print_lines(void) {
    char line[64];
    int length;
    while ((length = weft_read_line(line, sizeof line)) >= 0) printf("%d[%s]\n", length, line);
    printf("%s\n", weft_error_name(length));
    printf("%s\n", weft_error_name(weft_read_line(line, sizeof line)));
    return 0;
}

TEST(read_line_returns_each_line_without_its_newline) {
    const child_result *child = run_child(print_lines, "one\n\nthree\n");
    assert_string_equal(child->out, "3[one]\n0[]\n5[three]\nWEFT_EDONE\nWEFT_EDONE\n");
    assert_int_equal(child->status, 0);
}

TEST(a_last_line_without_newline_counts) {
    assert_string_equal(run_child(print_lines, "one\ntwo")->out, "3[one]\n3[two]\nWEFT_EDONE\nWEFT_EDONE\n");
}

TEST(read_line_of_empty_input_is_done) {
    assert_string_equal(run_child(print_lines, "")->out, "WEFT_EDONE\nWEFT_EDONE\n");
}

static int read_too_long(void) {
    char small[4], large[64];
    printf("%s\n", weft_error_name(weft_read_line(small, 0)));
    printf("%s\n", weft_error_name(weft_read_line(small, sizeof small)));
    int length = weft_read_line(large, sizeof large);
    printf("%d[%s]\n", length, large);
    length = weft_read_line(small, sizeof small);
    printf("%d[%s]\n", length, small);
    return 0;
}

TEST(a_line_that_does_not_fit_is_too_big_and_kept) {
    assert_string_equal(run_child(read_too_long, "four\nabc\n")->out,
                        "WEFT_EINVAL\nWEFT_ETOOBIG\n4[four]\n3[abc]\n");
}

static void *read_one(void *name) {
    char line[64];
    int length = weft_read_line(line, sizeof line);
    printf("%s:%s\n", (const char *)name, length < 0 ? weft_error_name(length) : line);
    return NULL;
}

static int read_in_three_tasks(void) {
    weft_task tasks[] = {weft_spawn(read_one, "a"), weft_spawn(read_one, "b"), weft_spawn(read_one, "c")};
    return weft_gather(tasks, 3, NULL);
}

TEST(lines_come_in_the_order_in_which_tasks_asked) {
    assert_string_equal(run_child(read_in_three_tasks, "1\n2\n")->out, "a:1\nb:2\nc:WEFT_EDONE\n");
}

static int cancel_a_reader(void) {
    weft_task a = weft_spawn(read_one, "a"), b = weft_spawn(read_one, "b");
    weft_yield();
    weft_cancel(a);
    weft_join(a, NULL);
    return weft_join(b, NULL);
}

TEST(a_cancelled_reader_takes_no_line) {
    const child_result *child = run_child(cancel_a_reader, "1\n");
    assert_true(strcmp(child->out, "a:WEFT_ECANCELED\nb:1\n") == 0 ||
                strcmp(child->out, "a:1\nb:WEFT_EDONE\n") == 0);
}

static int read_a_very_long_line(void) {
    static char line[1 << 17];
    return weft_read_line(line, sizeof line) == 100000 && line[99999] == 'x' && line[100000] == '\0' ? 0 : 1;
}

TEST(a_line_may_be_longer_than_any_buffer_of_the_host) {
    static char text[100002];
    memset(text, 'x', 100000);
    text[100000] = '\n';
    assert_int_equal(run_child(read_a_very_long_line, text)->status, 0);
}
