// Calling through a null pointer ends the run with 70.
#include <stdio.h>
#include <weft.h>

static void (*volatile no_function)(void);

static void *child(void *unused) {
    puts("child calls");
    no_function();
    puts("never");
    return unused;
}

int main(void) {
    weft_join(weft_spawn(child, NULL), NULL);
    puts("never");
    return 0;
}

// Output:
// child calls
// Exit: 70
