// Two locks, and one order for everybody.
#include <stdio.h>
#include <weft.h>

static weft_mutex left, right;

static void *alice(void *unused) {
    weft_mutex_lock(&left);
    weft_yield();                    // thinks
    weft_mutex_lock(&right);
    printf("alice has both\n");
    weft_mutex_unlock(&right);
    weft_mutex_unlock(&left);
    return unused;
}

static void *bob(void *unused) {
    weft_yield(), weft_yield();      // comes a little later
    weft_mutex_lock(&left);
    weft_mutex_lock(&right);
    printf("bob has both\n");
    weft_mutex_unlock(&left);
    weft_mutex_unlock(&right);
    return unused;
}

int main(void) {
    weft_task a = weft_spawn(alice, 0), b = weft_spawn(bob, 0);
    return weft_gather((weft_task[]){a, b}, 2, NULL);
}

// Output:
// alice has both
// bob has both
