/* koishi, of a checkout that stays outside: a resume and a yield. */
#define BUILDING_KOISHI
#define KOISHI_THREAD_LOCAL
#define KOISHI_STATIC_PAGE_SIZE 65536
#define KOISHI_HAVE_ALIGNED_ALLOC
#include "src/emscripten/emscripten.c"
#include "src/stack_alloc.c"
#include <emscripten.h>

static koishi_coroutine_t coroutine;
static long passed;

static void *body(void *nothing) {
    for (;;) {
        passed++;
        koishi_yield(nothing);
    }
    return nothing;
}

EMSCRIPTEN_KEEPALIVE void pairs(long count, int depth) {
    (void)depth;
    passed = 0;
    koishi_init(&coroutine, 16384, body);
    for (long i = 0; i < count; i++) koishi_resume(&coroutine, NULL);
    koishi_deinit(&coroutine);
}

EMSCRIPTEN_KEEPALIVE long pairs_passed(void) { return passed; }
