// No deadlock in any order: both take the left fork first.
//
// Whoever has the first lock finds the second one free, or with
// somebody who needs nothing more.
#include <stdio.h>
#include <weft.h>

static weft_mutex left, right;
static int dined;

static void dine(void) {
    weft_mutex_lock(&left);
    weft_yield();
    weft_mutex_lock(&right);
    dined++;
    weft_mutex_unlock(&right);
    weft_mutex_unlock(&left);
}

static void *alice(void *unused) {
    dine();
    return unused;
}

static void *bob(void *unused) {
    weft_yield();
    weft_yield();
    dine();
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
