// _Exit ends the program where it stands: nobody is cancelled, nothing registered with atexit runs.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void at_exit(void) {
    puts("must not run");
}

static void *child(void *unused) {
    weft_sleep(100);
    puts("must not run");
    return unused;
}

static void *ender(void *unused) {
    puts("ends");
    _Exit(9);
    return unused;
}

int main(void) {
    atexit(at_exit);
    weft_spawn(child, NULL);
    weft_join(weft_spawn(ender, NULL), NULL);
    return 0;
}

// Output:
// ends
// Exit: 9
