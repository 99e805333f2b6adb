/* The rules of libco's six functions. */
#include <libco.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

static cothread_t first, a, b;
static char said[32];
static int number;

static void say_a(void) {
    for (;;) {
        strcat(said, co_active() == a ? "a" : "?");
        co_switch(b);
    }
}

static void say_b(void) {
    for (;;) {
        strcat(said, co_active() == b ? "b" : "?");
        co_switch(strlen(said) < 6 ? a : first);
    }
}

static int sum_to(int depth) { return depth == 0 ? 0 : depth + sum_to(depth - 1); }

static void count(void) {
    char text[100];
    for (int i = 0;; i++) {
        snprintf(text, sizeof text, "%d", i + sum_to(3) - 6);
        co_switch(first);
        number = atoi(text);
    }
}

static char block[16384], copy[sizeof block];

int main(void) {
    first = co_active();
    rule("outside there is an active thread", first != NULL);
    a = co_create(4096, say_a);
    b = co_create(4096, say_b);
    co_switch(a);
    rule("threads switch with each other, and the active one is who runs", strcmp(said, "ababab") == 0);
    rule("back outside, that is active", co_active() == first);
    co_switch(first);
    rule("a switch to the active thread returns", 1);
    co_delete(a);
    co_delete(b);

    a = co_derive(block, sizeof block, count);
    rule("a thread is derived within its block",
         (char *)a >= block && (char *)a < block + sizeof block && co_serializable());
    for (int i = 0; i < 4; i++) co_switch(a);
    rule("it goes on behind its switch", number == 2);
    memcpy(copy, block, sizeof block);
    for (int i = 0; i < 5; i++) co_switch(a);
    rule("and on", number == 7);
    memcpy(block, copy, sizeof block);
    co_switch(a);
    rule("its block, put back, is the thread as it was", number == 3);
    rule("a block that is too small is refused", co_derive(block, 512, count) == NULL);
    puts(failures ? "some rules do not hold" : "all rules hold");
    return failures > 0;
}
