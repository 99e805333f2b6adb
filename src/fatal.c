#include "fatal.h"

#include <stdarg.h>
#include <stdio.h>

#include "host/host.h"
#include "sched.h"

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
    if (task->active != &task->coroutine) snprintf(text + length, sizeof text - (size_t)length, " (generator %.60s)", task->active->name);
    return text;
}

_Noreturn static void end(void) { weft__host_exit(WEFT__EXIT_FAULT); }

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
    say_overflow(has_option ? "recursion without end, or large local variables? weft_spawn_with gives a task a larger stack"
                            : "recursion without end, or large local variables?");
}

void weft__report_crash(const char *what, const char *detail) {
    struct weft__task *task = weft__sched.running;
    if (task && task->file && task->switches > 0 && task->line > 0)
        weft__say("%s in %s: %s (it last waited, or was spawned, at %s:%d)", what, who(), detail, task->file, task->line);
    else weft__say("%s in %s: %s", what, who(), detail);
}

/* ---- Deadlock ---- */

enum { NAMED = 8, LONGEST_CYCLE = 1000 };

static struct weft__task *waits_for(const struct weft__task *task) {
    weft_task peer = task->wait ? weft__wait_peer(task->wait) : 0;
    return peer ? weft__task_find(peer) : NULL;
}

static struct weft__task *task_of(struct weft__link *link) { return link ? weft__container(link, struct weft__task, live_link) : NULL; }

static int append(char *text, size_t size, int length, const char *before, const struct weft__task *task) {
    if (length < 0 || (size_t)length >= size) return length;
    return length + snprintf(text + length, size - (size_t)length, "%s%.30s#%lld", before, task->name, (long long)task->id);
}

/* "for a#2" or "for 3 tasks: a#2, b#3, c#4". */
static void describe_peers(const struct weft__task *task, char *text, size_t size) {
    struct weft__task *peer = waits_for(task);
    text[0] = '\0';
    if (peer) append(text, size, 0, " for ", peer);
    if (peer || task->wait->remaining == 0) return;
    int length = snprintf(text, size, " for %zu tasks", task->wait->remaining);
    size_t named = 0;
    for (struct weft__task *child = task_of(weft__list_first(&weft__sched.live)); child; child = task_of(child->live_link.next))
        if (child->joiner == task->wait && named++ < NAMED) length = append(text, size, length, named == 1 ? ": " : ", ", child);
}

static void report_wait(const struct weft__task *task) {
    char peers[NAMED * 48 + 32], object[32] = "";
    describe_peers(task, peers, sizeof peers);
    if (task->wait->object) snprintf(object, sizeof object, " on %p", task->wait->object);
    weft__say("  %s#%lld waits in %s%s%s at %s:%d", task->name, (long long)task->id, task->wait->call, object, peers, task->file, task->line);
}

/* The length of the cycle that leads from this task back to it, 0 if none does or an older task is in it. */
static int cycle_from(const struct weft__task *task) {
    int length = 0;
    for (struct weft__task *next = waits_for(task); next && length < LONGEST_CYCLE; next = waits_for(next)) {
        length++;
        if (next == task) return length;
        if (next->id < task->id) return 0;
    }
    return 0;
}

static void report_cycle(const struct weft__task *task) {
    char text[LINE / 2];
    int left = cycle_from(task);
    if (left == 0) return;
    int length = append(text, sizeof text, 0, "", task);
    for (const struct weft__task *next = waits_for(task); left > 0; left--, next = waits_for(next)) length = append(text, sizeof text, length, " -> ", next);
    weft__say("  a cycle: %s", text);
}

static void each_waiting(void (*report)(const struct weft__task *task), size_t most) {
    for (struct weft__task *task = task_of(weft__list_first(&weft__sched.live)); task; task = task_of(task->live_link.next))
        if (task->wait && most-- > 0) report(task);
        else if (task->wait) return;
}

void weft__fatal_deadlock(void) {
    enum { REPORTED = 100 };
    fflush(NULL);
    weft__say("deadlock: every task waits, and nothing is left that could wake one");
    each_waiting(report_wait, REPORTED);
    if (weft__task_running() > REPORTED) weft__say("  … and %zu tasks more", weft__task_running() - REPORTED);
    each_waiting(report_cycle, REPORTED);
    end();
}
