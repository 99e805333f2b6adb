/* Emscripten's fibers: a swap into one and back out of it, from the fiber's function and
   from ten calls below it. */
#include <emscripten.h>
#include <emscripten/fiber.h>

static emscripten_fiber_t outer, inner;
static _Alignas(16) char stack[16384], outer_frames[4096], inner_frames[4096];
static long passed;

static __attribute__((noinline)) void nested(int depth) {
    if (depth > 1) {
        nested(depth - 1);
        __asm__ volatile("" : : "r"(depth));
        return;
    }
    for (;;) {
        passed++;
        emscripten_fiber_swap(&inner, &outer);
    }
}

static void body(void *depth) { nested((int)depth); }

EMSCRIPTEN_KEEPALIVE void pairs(long count, int depth) {
    emscripten_fiber_init_from_current_context(&outer, outer_frames, sizeof outer_frames);
    emscripten_fiber_init(&inner, body, (void *)depth, stack, sizeof stack, inner_frames,
                          sizeof inner_frames);
    passed = 0;
    for (long i = 0; i < count; i++) emscripten_fiber_swap(&outer, &inner);
}

/* Asked afterwards: the first swap unwinds the call of `pairs` itself, whose result is lost with it. */
EMSCRIPTEN_KEEPALIVE long pairs_passed(void) { return passed; }
