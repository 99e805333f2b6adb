/* The program ends here. Its end watches the other tasks: once they have been cancelled, each that is told so
   twice at the same place has ignored it, and gets no more turns. */
#include "calls/exit.h"

#include <stdio.h>
#include <string.h>

#include "base/touch.h"
#include "core/cancel.h"
#include "core/choice.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/task_table.h"
#include "core/timer.h"
#include "core/wait.h"
#include "report/fatal.h"
#include "report/leaks.h"

static const double GRACE_SECONDS = 1.0;
/* What never waits stays out of what does: Asyncify would rewrite it with it, at each compilation. */
#define NOINLINE __attribute__((noinline))

enum { MAX_NAMES = 8, NAME_BYTES = 48 }; /* so many tasks that were cut off are named, the others counted */

struct ending {
    struct weft__timer timer;
    struct weft__wait wait;
};
static struct ending *ending; /* while the task that ends the program waits for the others */
static size_t cut_off;

static bool all_others_done(void) { return weft__sched_unended() <= 1 + cut_off; }

static void task_ended(void) {
    if (ending && all_others_done()) weft__wait_wake(&ending->wait, 0);
}

static void cut(struct weft__task *task) {
    task->cut_off = true;
    cut_off++;
}

/* Never to return: the task parks in a wait that nobody wakes. */
static void park_for_ever(struct weft__task *task, const struct weft__wait_kind *kind, const char *file,
                          int line) {
    struct weft__wait wait = {
        .task = task, .kind = kind, .file = file, .line = line, .result_is_final = true};
    cut(task);
    task_ended();
    for (;;) {
        weft__suspend_begin(&wait);
        weft__suspend(task);
    }
}

static void interrupted(struct weft__task *task, const struct weft__wait_kind *kind, const char *file,
                        int line) {
    if (ending && task == ending->wait.task) return;
    if (task->ignored.file == file && task->ignored.line == line) park_for_ever(task, kind, file, line);
    task->ignored = (struct weft__place){file, line};
}

static const struct weft__exit_watch watch = {.task_ended = task_ended, .interrupted = interrupted};
static const struct weft__wait_kind exiting = {.call = "exit"};

static void time_is_up(struct weft__timer *timer) {
    weft__wait_wake(&weft__container(timer, struct ending, timer)->wait, 0);
}

static void wait_for_others(struct weft__task *self) {
    struct ending here = {
        .timer = {.order = 0},
        .wait =
            {.task = self, .kind = &exiting, .file = self->file, .line = self->line, .result_is_final = true},
    };
    ending = &here;
    if (!all_others_done()) {
        weft__timer_arm(&here.timer, weft__deadline(GRACE_SECONDS), time_is_up);
        weft__wait_park(&here.wait);
        weft__timer_disarm(&here.timer);
    }
    ending = NULL;
}

/* main, when another task ends the program: it cannot return a second time. */
static void stop_main(struct weft__task *self, struct weft__task *task) {
    if (task == self || task->id != 1 || task->cut_off) return;
    if (task->state == WEFT_TASK_READY) weft__sched_withdraw(task);
    cut(task);
}

/* Cancelling one can end others (of its group) that have not begun: when the next one is
   gone, the walk begins anew. */
static NOINLINE void cancel_others(struct weft__task *self) {
    struct weft__link *link = weft__list_first(&weft__sched.live);
    while (link) {
        struct weft__task *task = weft__container(link, struct weft__task, live_link);
        struct weft__link *next = link->next;
        weft_task next_id = next ? weft__container(next, struct weft__task, live_link)->id : 0;
        stop_main(self, task);
        if (task != self && !task->cut_off) weft__cancel(task);
        link = next && !weft__task_find(next_id) ? weft__list_first(&weft__sched.live) : next;
    }
}

static NOINLINE void name_those_cut_off(struct weft__task *self) {
    char names[MAX_NAMES * NAME_BYTES] = "";
    size_t count = 0, length = 0;
    for (struct weft__link *link = weft__list_first(&weft__sched.live); link; link = link->next) {
        struct weft__task *task = weft__container(link, struct weft__task, live_link);
        if (task == self || task->state == WEFT_TASK_ENDED || count++ >= MAX_NAMES) continue;
        int added = snprintf(names + length, sizeof names - length, "%s%.30s#%lld", length ? ", " : "",
                             task->name, (long long)task->id);
        length += added > 0 && (size_t)added < sizeof names - length ? (size_t)added : 0;
    }
    const char *how = self->id == 1 ? "main returned" : "a task called exit";
    if (count > MAX_NAMES) weft__say("%s; cut off: %s and %zu more", how, names, count - MAX_NAMES);
    else if (count > 0) weft__say("%s; cut off: %s", how, names);
}

void weft__exit(void) {
    struct weft__task *self = weft__sched.running;
    if (weft__sched.exit || !self) return;
    weft__touch_everything();
    weft__sched.exit = &watch;
    weft__note_leaks();
    fflush(NULL);
    weft__shield(self);
    cancel_others(self);
    wait_for_others(self);
    fflush(NULL);
    name_those_cut_off(self);
    weft__choices_end();
}
