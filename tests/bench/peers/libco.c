/* libco's six functions, by -lweft-libco: a switch to a thread and back. */
#include <emscripten.h>
#include <libco.h>

static cothread_t outside;
static long passed;

static void body(void) {
    for (;;) {
        passed++;
        co_switch(outside);
    }
}

EMSCRIPTEN_KEEPALIVE void pairs(long count, int depth) {
    (void)depth;
    passed = 0;
    outside = co_active();
    cothread_t thread = co_create(65536, body);
    for (long i = 0; i < count; i++) co_switch(thread);
    co_delete(thread);
}

EMSCRIPTEN_KEEPALIVE long pairs_passed(void) { return passed; }
