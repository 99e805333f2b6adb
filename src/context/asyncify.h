/* How asyncify.c suspends, to be inlined into the functions at the edge of a switch.

   A function into which it is inlined calls Asyncify's intrinsics and so is not instrumented: it has no frame to be saved. It must have no C stack frame
   either (so: no local whose address is taken), since at the rewind it begins anew. Nor may it resume a context itself, other than by a call of
   weft__context_resume: what stops an unwind ends, for Asyncify, the search for those who may unwind. */
#ifndef WEFT_ASYNCIFY_H
#define WEFT_ASYNCIFY_H

/* What the intrinsics read: where to write next (or to read backwards from), and the end, which they look at too late. */
struct weft__asyncify_area {
    unsigned char *at, *end;
};

struct weft__asyncify {
    struct weft__asyncify_area area;
    bool unwinding;
    struct weft__context *rewinding;  /* or NULL */
    struct weft__context *current;    /* on whose stack we are */
    struct weft__context *in_scratch; /* whose frames are in the scratch area, or NULL */
};
extern struct weft__asyncify weft__asyncify;
extern unsigned char weft__scratch[];

#define WEFT__ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
WEFT__ASYNCIFY(start_unwind) void weft__start_unwind(struct weft__asyncify_area *area);
WEFT__ASYNCIFY(stop_rewind) void weft__stop_rewind(void);
void weft__clear_scratch(void);

#define WEFT__INLINE static inline __attribute__((always_inline))

__asm__(".globaltype __stack_pointer, i32\n");

WEFT__INLINE void *weft__get_stack_pointer(void) {
    void *pointer;
    __asm__ volatile("global.get __stack_pointer\n local.set %0" : "=r"(pointer));
    return pointer;
}

WEFT__INLINE bool weft__context_returned(void) {
    struct weft__context *rewinding = weft__asyncify.rewinding;
    if (!rewinding) return false;
    if (weft__asyncify.in_scratch == rewinding) weft__asyncify.in_scratch = NULL;
    weft__asyncify.rewinding = NULL;
    weft__stop_rewind();
    return true;
}

WEFT__INLINE bool weft__context_leave(struct weft__context *context) {
    if (weft__asyncify.in_scratch) weft__clear_scratch();
    (void)context;
    weft__asyncify.area.at = weft__scratch;
    weft__asyncify.unwinding = true;
    weft__start_unwind(&weft__asyncify.area);
    return false;
}

#endif
