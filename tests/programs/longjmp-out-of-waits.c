// setjmp and longjmp as Lua and others use them: regions nest, what is called within them
// waits, in several tasks at once.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

struct region {
    struct region *outer;
    jmp_buf buffer;
    volatile int status;
};
struct state {
    struct region *innermost;
    int id;
};

static void fail(struct state *state, int status) {
    state->innermost->status = status;
    longjmp(state->innermost->buffer, 1);
}

static int protect(struct state *state, void (*body)(struct state *, int), int argument) {
    struct region region = {.outer = state->innermost};
    state->innermost = &region;
    if (setjmp(region.buffer) == 0)
        body(state, argument);
    state->innermost = region.outer;
    return region.status;
}

static void deep(struct state *state, int depth) {
    weft_sleep(0.1 * state->id);
    if (depth > 0)
        deep(state, depth - 1);
    fail(state, state->id * 10);
}

static void outer(struct state *state, int depth) {
    int status = protect(state, deep, depth);
    weft_yield();
    printf("%d: inner %d\n", state->id, status);
    fail(state, status + 1);
}

static void *worker(void *id) {
    struct state state = {.id = (int)WEFT_UNBOX(id)};
    volatile int kept = state.id * 100;
    int status = protect(&state, outer, 3);
    printf("%d: outer %d, kept %d\n", state.id, status, kept);
    return NULL;
}

// Nothing is left on the stack by a jump, however often one is made after a wait.
static jmp_buf again;
static volatile int rounds;

static void descend(int depth) {
    volatile char frame[64];
    frame[depth] = (char)depth;
    if (depth > 0)
        descend(depth - 1);
    weft_yield();
    longjmp(again, frame[depth] + 7);
}

static void *loop(void *unused) {
    setjmp(again);
    if (++rounds < 1000)
        descend(20);
    return unused;
}

// Arguments and results of every type pass a call within a region; a jump of 0
// arrives as 1; qsort may be left.
static double mix(double a, float b, long long c, int d) {
    weft_yield();
    return a + b + (double)c + d;
}

static int compare(const void *a, const void *b) {
    int left = *(const int *)a, right = *(const int *)b;
    weft_yield();
    if (left == 13 || right == 13)
        longjmp(again, 13);
    return left - right;
}

static long long long_result(long long n) {
    weft_yield();
    return n + 1;
}

static void values(void) {
    volatile int value = setjmp(again);
    printf("jumped with %d\n", value);
    if (value == 0) {
        double mixed = mix(1.5, 2.25f, 1LL << 40, 1);
        long long result = long_result(1LL << 41);
        printf("%.2f %lld\n", mixed, result);
        longjmp(again, 0);
    }
    int list[] = {5, 3, 9, 13, 1};
    value = setjmp(again);
    if (value == 0)
        qsort(list, 5, sizeof *list, compare);
    printf("jumped out of qsort with %d\n", value);
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++)
        tasks[i] = weft_spawn(worker, WEFT_BOX(i + 1));
    weft_gather(tasks, 3, NULL);
    weft_join(weft_spawn(loop, NULL), NULL);
    printf("%d rounds\n", rounds);
    values();
    return 0;
}

// Output:
// 1: inner 10
// 1: outer 11, kept 100
// 2: inner 20
// 2: outer 21, kept 200
// 3: inner 30
// 3: outer 31, kept 300
// 1000 rounds
// jumped with 0
// 1099511627780.75 2199023255553
// jumped with 1
// jumped out of qsort with 13
