/* Asyncify's intrinsics for what Emscripten's own linker links. It runs Binaryen's pass itself, after its
   optimiser, so a function that calls an intrinsic must not be inlined anywhere before: WEFT__EDGE. It must
   have no frame on the C stack either where it suspends: at the rewind it is called anew. */
#ifndef WEFT_EMCC_H
#define WEFT_EMCC_H

/* Where frames are written to, or read from backwards, and the end, which is looked at when it is too late:
   then the intrinsics trap. */
struct weft__frames {
    unsigned char *at, *end;
};

#define WEFT__ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
WEFT__ASYNCIFY(start_unwind) void weft__start_unwind(struct weft__frames *frames);
WEFT__ASYNCIFY(stop_unwind) void weft__stop_unwind(void);
WEFT__ASYNCIFY(start_rewind) void weft__start_rewind(struct weft__frames *frames);
WEFT__ASYNCIFY(stop_rewind) void weft__stop_rewind(void);

/* Binaryen does not inline what is exported, unless it is two instructions long. */
#define WEFT__EDGE(name) __attribute__((noinline, export_name(#name)))
#define WEFT__INLINE static inline __attribute__((always_inline))

/* Emscripten's own state of Asyncify, which changes where JavaScript suspends (emscripten_sleep). Asks
   JavaScript. */
enum weft__asyncify_state { WEFT__RUNNING, WEFT__UNWINDING, WEFT__REWINDING };
enum weft__asyncify_state weft__emcc_state(void);

__asm__(".globaltype __stack_pointer, i32\n");

WEFT__INLINE unsigned char *weft__get_stack_pointer(void) {
    unsigned char *pointer;
    __asm__ volatile("global.get __stack_pointer\n local.set %0" : "=r"(pointer));
    return pointer;
}

WEFT__INLINE void weft__set_stack_pointer(void *pointer) {
    __asm__ volatile("local.get %0\n global.set __stack_pointer" : : "r"(pointer));
}

#endif
