#include "report/fatal.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/sched.h"
#include "host/host.h"

enum { LINE = 512 };

static void say(const char *format, va_list arguments) {
    char line[LINE] = "weft: ";
    int length = vsnprintf(line + 6, sizeof line - 7, format, arguments);
    size_t end = 6 + (length < 0 ? 0 : (size_t)length < sizeof line - 8 ? (size_t)length : sizeof line - 8);
    line[end] = '\n';
    weft__host_write_error(line, end + 1);
}

void weft__say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

/* "worker#3", with the generator whose body runs: "worker#3 (generator fib)". */
static const char *who(void) {
    static char text[160];
    struct weft__task *task = weft__sched.running;
    if (!task) return "the event loop";
    int length = snprintf(text, sizeof text, "%.60s#%lld", task->name, (long long)task->id);
    if (task->active != &task->coroutine)
        snprintf(text + length, sizeof text - (size_t)length, " (generator %.60s)", task->active->name);
    return text;
}

_Noreturn static void end(void) { weft__host_end(WEFT__END_FAULT); }

void weft__fatal(const char *what, const char *format, ...) {
    char detail[LINE / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    fflush(stdout);
    weft__say("%s in %s: %s", what, who(), detail);
    end();
}

void weft__misuse(const char *call, const char *why, const char *file, int line) {
    fflush(stdout);
    weft__say("%s: %s, in %s at %s:%d", call, why, who(), file, line);
    end();
}

static void say_overflow(const char *hint) {
    struct weft__task *task = weft__sched.running;
    size_t size = task ? weft__host_stack_size(task->active) : 0;
    weft__say("stack overflow in %s (%zu bytes): %s", who(), size, hint);
}

void weft__fatal_overflow(const char *hint) {
    fflush(stdout);
    say_overflow(hint);
    end();
}

void weft__report_overflow(void) {
    struct weft__task *task = weft__sched.running;
    bool has_option = task && task->active == &task->coroutine && task->id != 1;
    say_overflow(
        has_option
            ? "recursion without end, or large local variables? weft_spawn_with gives a task a larger stack"
            : "recursion without end, or large local variables?");
}

void weft__report_crash(const char *what, const char *detail) {
    struct weft__task *task = weft__sched.running;
    if (task && task->file && task->switches > 0 && task->line > 0)
        weft__say("%s in %s: %s (it last waited, or was spawned, at %s:%d)", what, who(), detail, task->file,
                  task->line);
    else weft__say("%s in %s: %s", what, who(), detail);
}
