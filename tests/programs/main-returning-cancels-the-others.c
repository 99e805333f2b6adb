// When main returns, tasks still running are cancelled and may clean up, with a wait if they shield it.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(100);
    printf("child %d: %s at %g s\n", n, weft_error_name(rc), weft_now());
    weft_shield_begin();
    weft_sleep(n / 10.0);
    weft_shield_end();
    printf("child %d: cleaned up at %g s\n", n, weft_now());
    return NULL;
}

static void *not_started(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    weft_spawn(child, WEFT_BOX(2));
    weft_detach(weft_spawn(child, WEFT_BOX(1)));
    weft_sleep(1);
    weft_spawn(not_started, NULL);
    puts("main returns");
    return 3;
}

// Output:
// main returns
// child 2: WEFT_ECANCELED at 1 s
// child 1: WEFT_ECANCELED at 1 s
// child 1: cleaned up at 1.1 s
// child 2: cleaned up at 1.2 s
// Exit: 3
