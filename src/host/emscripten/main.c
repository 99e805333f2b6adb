/* Emscripten's start calls the program's main, which is to be a task. So what it is told to call is taken
   before, and main begins with the first turn. */
#include <emscripten.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/random.h"
#include "calls/exit.h"
#include "core/cancel.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "host/emscripten/emscripten.h"
#include "report/fatal.h"

enum { MAIN_STACK_BYTES = 1 << 18 };

double weft__emscripten_started;
static struct weft__task main_task;
static int count;
static char **arguments;

int64_t weft__host_now(void) { return (int64_t)((emscripten_get_now() - weft__emscripten_started) * 1e6); }

int64_t weft__host_steady(void) { return (int64_t)(emscripten_get_now() * 1e6); }

// clang-format off
/* The call returns long before the program has ended. */
EM_JS(void, weft__js_take_main, (void), {
    Module['_main'] = function(count, values) {
        runtimeKeepaliveCounter += 1;
        return Module['_weft__emscripten_main'](count, values);
    };
    if (typeof _main !== 'undefined') _main = Module['_main'];
})

/* As where main has returned: without EXIT_RUNTIME the page may go on to call the program. One that is broken
   is not called any more. */
EM_JS(void, weft__js_end, (int status, int broken), {
    if (broken) ABORT = true;
    runtimeKeepaliveCounter = 0;
    (typeof exitJS === 'function' ? exitJS : exit)(status, true);
})
// clang-format on

_Noreturn static void end(int status, bool broken) {
    fflush(NULL);
    weft__emscripten_stop();
    weft__js_end(status, broken);
    __builtin_unreachable();
}

void weft__host_end(enum weft__end cause) {
    (void)cause;
    end(WEFT__EXIT_FAULT, true);
}

int main(int argc, char **argv);

static void *run_main(void *unused) {
    (void)unused;
    int status = main(count, arguments);
    bool open = main_task.scopes || main_task.shields > 0;
    if (open) weft__refuse_open(&main_task, main_task.scopes != NULL, "main");
    weft__exit();
    end(status, false);
}

/* Here, so that whatever part of Weft a program links brings the start along. */
EMSCRIPTEN_KEEPALIVE int weft__emscripten_main(int argc, char **argv);
int weft__emscripten_main(int argc, char **argv) {
    count = argc;
    arguments = argv;
    weft__sched_ready(&main_task);
    weft__emscripten_pump();
    return 0;
}

/* This comes before the constructors of the program, which may use Weft already. */
__attribute__((constructor(101))) static void start(void) {
    const char *seed = getenv("WEFT_SEED");
    weft__emscripten_started = emscripten_get_now();
    unsigned char *stack = weft__host_new_stack(MAIN_STACK_BYTES);
    if (!stack) abort();
    weft__report_start();
    weft__random_seed(seed ? strtoull(seed, NULL, 10) : 0);
    weft__task_init_main(&main_task);
    weft__context_init(&main_task.coroutine.context, stack, MAIN_STACK_BYTES, run_main, NULL);
    main_task.coroutine.stack.size = MAIN_STACK_BYTES;
    weft__js_take_main();
}
