/* The rules of <emscripten/fiber.h>, as libweft-fiber keeps them. */
#include <emscripten.h>
#include <emscripten/fiber.h>
#include <emscripten/stack.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

enum { STACK_BYTES = 16384, FRAMES_BYTES = 4096 };

struct fiber {
    emscripten_fiber_t context;
    char frames[FRAMES_BYTES];
    _Alignas(16) char stack[STACK_BYTES];
};

static emscripten_fiber_t outside;
static char outside_frames[FRAMES_BYTES];
static struct fiber a, b;

static void begin(struct fiber *fiber, em_arg_callback_func function, void *argument) {
    emscripten_fiber_init(&fiber->context, function, argument, fiber->stack, sizeof fiber->stack,
                          fiber->frames, sizeof fiber->frames);
}

static void begin_by_hand(struct fiber *fiber, em_arg_callback_func function, void *argument) {
    memset(&fiber->context, 0xAB, sizeof fiber->context);
    fiber->context.stack_limit = fiber->stack;
    fiber->context.stack_base = fiber->context.stack_ptr = fiber->stack + sizeof fiber->stack;
    fiber->context.entry = function;
    fiber->context.user_data = argument;
    fiber->context.asyncify_data.stack_ptr = fiber->frames;
    fiber->context.asyncify_data.stack_limit = fiber->frames + sizeof fiber->frames;
}

static void enter(struct fiber *fiber) { emscripten_fiber_swap(&outside, &fiber->context); }
static void leave(struct fiber *fiber) { emscripten_fiber_swap(&fiber->context, &outside); }

/* ---- One fiber ---- */

static void count_up(void *number) {
    for (int *next = number;; leave(&a)) ++*next;
}

static void one_fiber(void (*begin_it)(struct fiber *, em_arg_callback_func, void *), const char *how) {
    int number = 0;
    uintptr_t pointer = emscripten_stack_get_current();
    begin_it(&a, count_up, &number);
    enter(&a);
    rule(how, number == 1);
    rule("once it has begun, its entry is NULL", a.context.entry == NULL);
    for (int i = 0; i < 10000; i++) enter(&a);
    rule("it goes on behind its swap, each time", number == 10001);
    rule("the stack pointer is what it was", emscripten_stack_get_current() == pointer);
    a.context.entry = count_up;
    a.context.stack_ptr = a.context.stack_base;
    a.context.asyncify_data.stack_ptr = a.frames;
    number = 0;
    enter(&a);
    rule("with an entry it begins anew", number == 1);
}

/* ---- What a fiber keeps ---- */

static int kept;

static void keep(void *unused) {
    (void)unused;
    char text[64];
    int *address = &kept;
    double fraction = 0.5;
    int64_t large = INT64_C(1) << 40;
    for (int i = 0;; i++, large *= 2, fraction /= 2) {
        snprintf(text, sizeof text, "%d", i);
        leave(&a);
        char expected[64];
        snprintf(expected, sizeof expected, "%d", i);
        *address +=
            strcmp(text, expected) == 0 && large == INT64_C(1) << (40 + i) && fraction * (2 << i) == 1;
    }
}

static void down(int depth) {
    volatile int here = depth;
    if (depth > 0) down(depth - 1);
    else leave(&a);
    kept += here == depth;
}

static void deep(void *unused) {
    (void)unused;
    for (;;) down(40);
}

static void bounds(void *unused) {
    (void)unused;
    kept = emscripten_stack_get_base() == (uintptr_t)a.stack + sizeof a.stack &&
           emscripten_stack_get_end() == (uintptr_t)a.stack;
    leave(&a);
}

static void what_is_kept(void) {
    begin(&a, keep, NULL);
    kept = 0;
    for (int i = 0; i <= 10; i++) enter(&a);
    rule("locals of every type, with addresses and without, are kept", kept == 10);
    begin(&a, deep, NULL);
    kept = 0;
    for (int i = 0; i <= 3; i++) enter(&a);
    rule("so are the frames of the calls between", kept == 3 * 41);
    uintptr_t base = emscripten_stack_get_base();
    begin(&a, bounds, NULL);
    enter(&a);
    rule("in a fiber the stack's bounds are the fiber's", kept == 1);
    rule("and outside they are what they were", emscripten_stack_get_base() == base);
}

/* ---- Several ---- */

static char said[32];

static void say_a(void *unused) {
    (void)unused;
    for (;;) {
        strcat(said, "a");
        emscripten_fiber_swap(&a.context, &b.context);
    }
}

static void say_b(void *unused) {
    (void)unused;
    for (;;) {
        strcat(said, "b");
        emscripten_fiber_swap(&b.context, strlen(said) < 6 ? &a.context : &outside);
    }
}

static emscripten_fiber_t within;
static char within_frames[FRAMES_BYTES];

static void as_the_current_one(void *unused) {
    (void)unused;
    emscripten_fiber_init_from_current_context(&within, within_frames, sizeof within_frames);
    for (;;) {
        strcat(said, "w");
        emscripten_fiber_swap(&within, &outside);
    }
}

static void several(void) {
    begin(&a, say_a, NULL);
    begin(&b, say_b, NULL);
    enter(&a);
    rule("fibers swap with each other, and whichever it is goes back", strcmp(said, "ababab") == 0);
    said[0] = 0;
    enter(&a);
    rule("and they go on from there", strcmp(said, "ababab") == 0);
    said[0] = 0;
    begin(&a, as_the_current_one, NULL);
    enter(&a);
    emscripten_fiber_swap(&outside, &within);
    rule("within a fiber, the current context is the fiber", strcmp(said, "ww") == 0);
    emscripten_fiber_swap(&outside, &outside);
    rule("a swap with oneself returns", 1);
}

/* ---- With JavaScript's own suspending ---- */

static void asleep(void *unused) {
    (void)unused;
    for (;;) {
        strcat(said, "(");
        emscripten_sleep(1);
        strcat(said, ")");
        leave(&a);
    }
}

static emscripten_fiber_t outside_timer;
static char outside_timer_frames[FRAMES_BYTES];

static void of_the_timer(void *unused) {
    (void)unused;
    for (;;) {
        strcat(said, "t");
        emscripten_fiber_swap(&b.context, &outside_timer);
    }
}

/* Called by the page, while main is asleep in a fiber. */
static void tick(void *unused) {
    (void)unused;
    emscripten_fiber_init_from_current_context(&outside_timer, outside_timer_frames,
                                               sizeof outside_timer_frames);
    emscripten_fiber_swap(&outside_timer, &b.context);
}

static void with_javascript(void) {
    said[0] = 0;
    begin(&a, asleep, NULL);
    begin(&b, of_the_timer, NULL);
    emscripten_async_call(tick, NULL, 0);
    enter(&a);
    rule("a fiber can sleep; meanwhile others swap", strcmp(said, "(t)") == 0);
    enter(&a);
    rule("and sleep again", strcmp(said, "(t)()") == 0);
    tick(NULL);
    rule("a fiber goes on for whoever swaps to it", strcmp(said, "(t)()t") == 0);
}

int main(void) {
    emscripten_fiber_init_from_current_context(&outside, outside_frames, sizeof outside_frames);
    one_fiber(begin, "a fiber's function has its argument");
    one_fiber(begin_by_hand, "so it has where the structure is filled in by hand");
    what_is_kept();
    several();
    with_javascript();
    puts(failures ? "some rules do not hold" : "all rules hold");
    return failures > 0;
}
