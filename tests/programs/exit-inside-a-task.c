// exit in any task, at any depth, ends the program with its status; tasks left are
// cancelled as when main returns.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void *other(void *unused) {
    int rc = weft_sleep(100);
    printf("other: %s\n", weft_error_name(rc));
    return unused;
}

static void deep(int depth, int status) {
    if (depth > 0)
        deep(depth - 1, status);
    else if (status != 0)
        exit(status);
    puts("never");
}

static void *child(void *unused) {
    weft_sleep(1);
    puts("child exits");
    deep(10, 7);
    return unused;
}

int main(void) {
    weft_spawn(other, NULL);
    weft_join(weft_spawn(child, NULL), NULL);
    puts("never");
    return 0;
}

// Output:
// child exits
// other: WEFT_ECANCELED
// Exit: 7
