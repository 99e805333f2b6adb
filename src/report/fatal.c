/* Says why Weft ends a program. The lines are made on the caller's stack and without stdio: the heap and the
   streams may be in ruins. */
#include "report/fatal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/failure.h"
#include "core/sched.h"
#include "host/host.h"

enum { LINE_BYTES = 512 };

/* The line goes to stderr, and into `line` without its newline. */
static void say(char line[LINE_BYTES], const char *format, va_list arguments) {
    memcpy(line, "weft: ", 6);
    int length = vsnprintf(line + 6, LINE_BYTES - 7, format, arguments);
    size_t end = 6 + (length < 0 ? 0 : (size_t)length < LINE_BYTES - 8 ? (size_t)length : LINE_BYTES - 8);
    line[end] = '\n';
    weft__host_write_error(line, end + 1);
    line[end] = '\0';
}

void weft__say(const char *format, ...) {
    va_list arguments;
    char line[LINE_BYTES];
    va_start(arguments, format);
    say(line, format, arguments);
    va_end(arguments);
}

/* Says why the program ends, and hands it to the host as well. `file` may be NULL. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static void
tell(const char *file, int line, const char *format, ...) {
    va_list arguments;
    char text[LINE_BYTES];
    va_start(arguments, format);
    say(text, format, arguments);
    va_end(arguments);
    weft__host_report(text + 6, file, line);
}

/* "worker#3", with the generator whose body runs: "worker#3 (generator 1, fib)". */
static const char *who(void) {
    static char text[160];
    struct weft__task *task = weft__sched.running;
    if (!task) return "the event loop";
    int length = snprintf(text, sizeof text, "%.60s#%lld", task->name, (long long)task->id);
    if (task->active != &task->coroutine)
        snprintf(text + length, sizeof text - (size_t)length, " (generator %u, %.60s)", task->active->number,
                 task->active->name);
    return text;
}

_Noreturn static void end(void) { weft__host_end(WEFT__END_FAULT); }

_Noreturn static void fatal(const char *file, int line, const char *what, const char *format,
                            va_list arguments) {
    char detail[LINE_BYTES / 2];
    vsnprintf(detail, sizeof detail, format, arguments);
    fflush(stdout);
    tell(file, line, "%s in %s: %s", what, who(), detail);
    end();
}

void weft__fatal(const char *what, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fatal(NULL, 0, what, format, arguments);
}

void weft__fatal_at(const char *file, int line, const char *what, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fatal(file, line, what, format, arguments);
}

void weft__misuse(const char *call, const char *why, const char *file, int line) {
    fflush(stdout);
    tell(file, line, "%s: %s, in %s at %s:%d", call, why, who(), file, line);
    end();
}

static void say_overflow(const char *hint) {
    struct weft__task *task = weft__sched.running;
    size_t size = task ? task->active->stack.size : 0;
    if (weft__left_stack()) size = weft__host_default_stack; /* on the shared one, it has as much room */
    tell(NULL, 0, "stack overflow in %s (%zu bytes): %s", who(), size, hint);
}

void weft__report_overflow(const char *why) {
    struct weft__task *task = weft__sched.running;
    bool has_option = task && task->active == &task->coroutine && task->id != 1;
    const char *usual =
        has_option
            ? "recursion without end, or large local variables? weft_spawn_with gives a task a larger stack"
            : "recursion without end, or large local variables?";
    say_overflow(why ? why : usual);
}

void weft__report_crash(const char *what, const char *detail, const char *file, int line) {
    struct weft__task *task = weft__sched.running;
    if (file) tell(file, line, "%s in %s: %s at %s:%d", what, who(), detail, file, line);
    else if (task && task->file && task->switches > 0 && task->line > 0)
        tell(task->file, task->line, "%s in %s: %s (it last waited, or was spawned, at %s:%d)", what, who(),
             detail, task->file, task->line);
    else tell(NULL, 0, "%s in %s: %s", what, who(), detail);
}

static void fail(const struct weft__failure *failure) {
    switch (failure->kind) {
    case WEFT__OUT_OF_MEMORY: weft__fatal("out of memory", "%s", failure->why);
    case WEFT__NESTED_TOO_DEEP:
        fflush(stdout);
        say_overflow(failure->why);
        end();
    case WEFT__MISUSE:
        if (!failure->file) weft__fatal(failure->call, "%s", failure->why);
        weft__misuse(failure->call, failure->why, failure->file, failure->line);
    case WEFT__UNFIT_SCHEDULE:
        fflush(stdout);
        weft__say("the schedule does not fit this program and its inputs: %s", failure->why);
        end();
    }
}

void weft__report_start(void) { weft__failure_listen(fail); }
