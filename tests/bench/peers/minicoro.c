/* minicoro, of a checkout that stays outside: a resume and a yield. */
#define MINICORO_IMPL
#include <emscripten.h>
#include <minicoro.h>

static long passed;

static void body(mco_coro *self) {
    for (;;) {
        passed++;
        mco_yield(self);
    }
}

EMSCRIPTEN_KEEPALIVE void pairs(long count, int depth) {
    (void)depth;
    passed = 0;
    mco_desc description = mco_desc_init(body, 0);
    mco_coro *coroutine;
    if (mco_create(&coroutine, &description) != MCO_SUCCESS) return;
    for (long i = 0; i < count; i++) mco_resume(coroutine);
    mco_destroy(coroutine);
}

EMSCRIPTEN_KEEPALIVE long pairs_passed(void) { return passed; }
