// abort ends the run with 70; what was printed before has been printed.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void *child(void *unused) {
    weft_sleep(1);
    puts("child aborts");
    abort();
    return unused;
}

int main(void) {
    weft_join(weft_spawn(child, NULL), NULL);
    puts("never");
    return 0;
}

// Output:
// child aborts
// Exit: 70
