// A deadlock that needs a certain order: each has one fork and
// wants the other's.
//
// Run it, and both dine. Explore finds the order in which Bob
// takes his fork before Alice has both.
#include <stdio.h>
#include <weft.h>

static weft_mutex left, right;
static int dined;

static void dine(weft_mutex *first, weft_mutex *second) {
    weft_mutex_lock(first);
    weft_yield();
    weft_mutex_lock(second);
    dined++;
    weft_mutex_unlock(second);
    weft_mutex_unlock(first);
}

static void *alice(void *unused) {
    dine(&left, &right);
    return unused;
}

static void *bob(void *unused) {
    weft_yield();
    weft_yield();
    dine(&right, &left);                 // the other way round
    return unused;
}

int main(void) {
    weft_task guests[] = {weft_spawn(alice, NULL), weft_spawn(bob, NULL)};
    weft_gather(guests, 2, NULL);
    printf("%d have dined\n", dined);
    return 0;
}

// Output:
// 2 have dined
