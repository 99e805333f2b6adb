/* The least that Asyncify can do: its intrinsics alone, from so many calls below a body. There is no stack of
   its own, no task, no check, and no library. */
struct area {
    unsigned char *at, *end;
};

#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(#name)))
ASYNCIFY(start_unwind) void start_unwind(struct area *area);
ASYNCIFY(stop_unwind) void stop_unwind(void);
ASYNCIFY(start_rewind) void start_rewind(struct area *area);
ASYNCIFY(stop_rewind) void stop_rewind(void);
/* Tells Asyncify's state. */
__attribute__((import_module("bare"), import_name("state"))) int state(void);

enum { UNWINDING = 1, REWINDING = 2 };

static unsigned char frames[65536];
static struct area area;
static long value;
static _Bool begun;

static __attribute__((noinline)) int yield(long out) {
    if (state() == REWINDING) {
        stop_rewind();
        return 0;
    }
    value = out;
    start_unwind(&area);
    return 0;
}

static void count_up(int depth) {
    (void)depth;
    for (long i = 0;; i++)
        if (yield(i)) return;
}

/* What follows the call keeps it from becoming a loop. */
static __attribute__((noinline)) int nested(int depth) {
    if (depth > 1) {
        int error = nested(depth - 1);
        __asm__ volatile("" : : "r"(depth));
        return error;
    }
    for (long i = 0;; i++) {
        int error = yield(i);
        if (error) return error;
    }
}

static void count_up_in_the_depth(int depth) { nested(depth); }

static __attribute__((noinline)) void next(void (*body)(int depth), int depth, long *out) {
    if (begun) start_rewind(&area);
    begun = 1;
    body(depth);
    if (state() == UNWINDING) stop_unwind();
    *out = value;
}

/* Returns the last value. */
__attribute__((export_name("run"))) long run(long count, int depth) {
    void (*body)(int depth) = depth > 0 ? count_up_in_the_depth : count_up;
    long got = -1;
    begun = 0;
    area = (struct area){frames, frames + sizeof frames};
    for (long i = 0; i <= count; i++) next(body, depth, &got);
    return got;
}

/* Emscripten's linker wants it. */
void _initialize(void) {}
