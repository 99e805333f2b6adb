/* setjmp and longjmp are clang's and Weft's together: clang makes each call in a function that calls setjmp
   one of an import, invoke_*, and looks after it whether a longjmp has come this far; the toolchain gives
   those imports their bodies, which catch what import_throw throws. No jump passes an edge of a switch: both
   are called on one coroutine. */
#include <setjmp.h>
#include <stdint.h>

#include "core/sched.h"
#include "report/fatal.h"

struct buffer {
    const void *frame;     /* an address within the frame of the call of the function that called setjmp */
    uint32_t label;        /* where in that function to go on; not 0 */
    void *stack_pointer;   /* its own, at the call of setjmp */
    const void *coroutine; /* on which it ran */
    uint32_t filled;       /* FILLED; a program may copy a jmp_buf, so no address is kept */
};
enum { FILLED = 0x4a6d7042 };

_Static_assert(sizeof(struct buffer) <= sizeof(__jmp_buf), "the C library's jmp_buf holds it");

/* clang knows them by these names. */
uintptr_t __THREW__;
int __threwValue;
static uint32_t high_result;

uint32_t getTempRet0(void) { return high_result; }
void setTempRet0(uint32_t value) { high_result = value; }

__attribute__((import_module("weft"), import_name("throw_longjmp"))) _Noreturn void import_throw(void);

static const void *here(void) { return weft__sched.running->active; }

/* Neither of the two has a frame of its own, so that the stack pointer is their caller's. */
void __wasm_setjmp(struct buffer *buffer, uint32_t label, const void *frame) {
    buffer->frame = frame;
    buffer->label = label;
    buffer->stack_pointer = weft__get_stack_pointer();
    buffer->coroutine = here();
    buffer->filled = FILLED;
}

/* A function that calls setjmp may suspend, to the toolchain, and so is never on the shared stack. */
static void return_to_own_stack(void) {
    const struct weft__context *context = &weft__sched.running->active->context;
    weft__set_stack_limits(context->high, context->low);
    weft__return_to_stack();
}

/* Has the jump come to the function it is for? The label, or 0. */
uint32_t __wasm_setjmp_test(const struct buffer *buffer, const void *frame) {
    if (buffer->frame != frame) return 0;
    if (weft__left_stack()) return_to_own_stack();
    weft__set_stack_pointer(buffer->stack_pointer);
    return buffer->label;
}

static const char *misuse(const struct buffer *buffer) {
    if (buffer->filled != FILLED) return "setjmp has never filled this jmp_buf";
    if (buffer->coroutine != here())
        return "its setjmp was called in another task or generator, and a jump cannot leave the one it "
               "starts in";
    const char *left = weft__left_stack();
    if ((const char *)buffer->frame < (left ? left : (const char *)weft__get_stack_pointer()))
        return "the function that called setjmp has returned";
    return NULL;
}

_Noreturn void emscripten_longjmp(const struct buffer *buffer, int value) {
    const char *why = misuse(buffer);
    if (why) weft__fatal("longjmp", "%s", why);
    __THREW__ = (uintptr_t)buffer;
    __threwValue = value ? value : 1;
    import_throw();
}
