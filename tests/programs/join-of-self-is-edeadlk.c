// Joining oneself is EDEADLK, for main and for any other task.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    printf("child: %s\n", weft_error_name(weft_join(weft_self(), NULL)));
    return unused;
}

int main(void) {
    printf("main: %s\n", weft_error_name(weft_join(weft_self(), NULL)));
    int rc = weft_join(weft_spawn(child, NULL), NULL);
    printf("the child can still be joined: %s\n", weft_error_name(rc));
    return 0;
}

// Output:
// main: WEFT_EDEADLK
// child: WEFT_EDEADLK
// the child can still be joined: WEFT_OK
