/* The switch behind <emscripten/fiber.h> and libco: from any fiber to any other, within WebAssembly. Whoever
   swaps first, from outside, is the host: it calls the fibers, one after the other, and its own frames stay
   where they are until a fiber swaps back to it. */
#ifndef WEFT_SWAP_H
#define WEFT_SWAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "context/emcc.h"

/* As emscripten_fiber_t is laid out, which programs fill in themselves. */
struct weft__fiber {
    unsigned char *high, *low; /* its C stack */
    unsigned char *stack_pointer;
    void (*entry)(void *argument); /* NULL once it has begun */
    void *argument;
    struct weft__frames frames;     /* free room; while it is suspended: `at` is the end of its frames */
    void (*bottom)(void *argument); /* while it is suspended: what is called to rewind it */
};

/* The function of such a fiber takes none. */
#define WEFT__NO_ARGUMENT ((void *)-1)

struct weft__fibers {
    unsigned char *low;             /* of the C stack of the fiber that runs */
    size_t size;                    /* of that stack; 0: none runs */
    void (*bottom)(void *argument); /* of the fiber that runs: what the host has called */
    void *argument;                 /* of that call */
    struct weft__fiber *next;       /* while one unwinds: whom it swaps to */
    bool rewinding;                 /* a fiber is being rewound by its host */
    bool slept;                     /* a host was unwound by JavaScript, and has not been rewound yet */
};
extern struct weft__fibers weft__fibers;

/* swap.c: runs fibers, beginning with `first`, until one swaps to `host`. */
void weft__fibers_run(struct weft__fiber *host, struct weft__fiber *first);
/* swap.c: goes on with what a host did when JavaScript unwound it; false: that is not being rewound. */
bool weft__fibers_wake(void);

/* A function that swaps is WEFT__EDGE, and made of these:
 *
 *     if (weft__fiber_returned()) return;
 *     …
 *     weft__fiber_leave(from, to);
 */
WEFT__INLINE bool weft__fiber_returned(void) {
    if (!weft__fibers.rewinding) return weft__fibers.slept && weft__fibers_wake();
    weft__fibers.rewinding = false;
    weft__stop_rewind();
    return true;
}

WEFT__INLINE void weft__fiber_leave(struct weft__fiber *from, struct weft__fiber *to) {
    struct weft__fibers *fibers = &weft__fibers;
    unsigned char *pointer = weft__get_stack_pointer();
    if (from == to) return;
    if ((size_t)(pointer - fibers->low) >= fibers->size) {
        weft__fibers_run(from, to);
        return;
    }
    from->stack_pointer = pointer;
    from->bottom = fibers->bottom;
    fibers->next = to;
    weft__start_unwind(&from->frames);
}

#endif
