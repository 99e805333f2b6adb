/* Each test reads the stdin of a process of its own. */
#include "testing.h"

#include <errno.h>
#include <unistd.h>

#include "base/memory.h"
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

static int read_line_without_memory(void) {
    char line[64];
    for (size_t count = 1; count <= 2; count++) {
        weft__fail_after(count);
        int error = weft_read_line(line, sizeof line);
        weft__fail_after(0);
        printf("%s\n", weft_error_name(error));
    }
    return print_lines();
}

TEST(a_line_for_which_there_is_no_memory_stays) {
    assert_string_equal(run_child(read_line_without_memory, "one\ntwo")->out,
                        "WEFT_ENOMEM\nWEFT_ENOMEM\n3[one]\n3[two]\nWEFT_EDONE\nWEFT_EDONE\n");
}

static int read_by_libc_without_memory(void) {
    char line[64];
    weft__fail_after(1);
    errno = 0;
    char *text = fgets(line, sizeof line, stdin);
    int why = errno;
    weft__fail_after(0);
    printf("%s, %s\n",
           text          ? "a line"
           : feof(stdin) ? "the end"
                         : "an error",
           why == ENOMEM ? "ENOMEM" : "another");
    clearerr(stdin);
    while (fgets(line, sizeof line, stdin)) printf("[%s]", line);
    return 0;
}

TEST(libc_is_told_that_there_is_no_memory) {
    assert_string_equal(run_child(read_by_libc_without_memory, "one\ntwo")->out,
                        "an error, ENOMEM\n[one\n][two]");
}

/* From here on stdin is a pipe into which nobody writes. */
static void hear_nothing(void) {
    int ends[2];
    if (pipe(ends) != 0 || dup2(ends[0], STDIN_FILENO) < 0) abort();
}

static int give_up_on_a_line(void) {
    char line[64];
    weft_timeout late;
    hear_nothing();
    weft_timeout_begin(&late, 3600);
    for (int tick = 0; tick < 3; tick++) weft_sleep(1);
    weft_timeout_end(&late);
    weft_timeout_begin(&late, 0.5);
    int error = weft_read_line(line, sizeof line);
    printf("%s %d after %.3f\n", weft_error_name(error), weft_timeout_end(&late), weft_now());
    weft_timeout_begin(&late, 0.5);
    int byte = getchar();
    printf("%d %d after %.3f\n", byte, weft_timeout_end(&late), weft_now());
    return 0;
}

TEST(a_timeout_around_reading_expires_on_the_virtual_clock_though_nothing_comes) {
    assert_string_equal(run_child(give_up_on_a_line, NULL)->out,
                        "WEFT_ETIMEDOUT 1 after 3.500\n-1 1 after 4.000\n");
}

static void *tick(void *count) {
    for (*(int *)count = 0; weft_sleep(1) == 0;) ++*(int *)count;
    return NULL;
}

static int read_beside_a_ticker(void) {
    int ticks = 0;
    weft_task ticker = weft_spawn(tick, &ticks);
    print_lines();
    weft_cancel(ticker);
    weft_join(ticker, NULL);
    printf("%d ticks\n", ticks);
    return 0;
}

TEST(what_is_there_to_be_read_takes_no_time_on_the_virtual_clock) {
    assert_string_equal(run_child(read_beside_a_ticker, "a\nb\n")->out,
                        "1[a]\n1[b]\nWEFT_EDONE\nWEFT_EDONE\n0 ticks\n");
}

/* A program may keep the stream itself, and another task may use it while one waits in it. */
static FILE *kept;

static void *count_bytes(void *count) {
    for (; fgetc(kept) != EOF; ++*(long *)count) {}
    return NULL;
}

static int read_a_kept_stream(void) {
    long counts[3] = {0};
    weft_task tasks[3];
    kept = stdin;
    printf("%d\n", fileno(stdin));
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(count_bytes, &counts[i]);
    weft_gather(tasks, 3, NULL);
    printf("%ld\n", counts[0] + counts[1] + counts[2]);
    return 0;
}

TEST(tasks_that_share_the_stream_get_each_byte_once) {
    static char text[20001];
    for (int i = 0; i < 20000; i++) text[i] = i % 7 == 6 ? '\n' : 'x';
    assert_string_equal(run_child(read_a_kept_stream, text)->out, "0\n20000\n");
}
