// A task that is cancelled at the barrier has not come: the others wait for one more.
#include <stdio.h>
#include <weft.h>

static weft_barrier barrier;

static void *party(void *name) {
    int rc = weft_barrier_wait(&barrier);
    printf("%s: %s at %g s\n", (const char *)name, weft_error_name(rc), weft_now());
    return NULL;
}

int main(void) {
    weft_barrier none = {0};
    printf("not initialised: %s\n", weft_error_name(weft_barrier_wait(&none)));
    printf("for nobody: %s\n", weft_error_name(weft_barrier_init(&none, 0)));

    weft_barrier_init(&barrier, 3);
    weft_task a = weft_spawn(party, "a"), b = weft_spawn(party, "b");
    weft_sleep(1);
    weft_cancel(a);
    weft_join(a, NULL);
    weft_task c = weft_spawn(party, "c");
    weft_sleep(1);                       // b and c are there
    weft_task d = weft_spawn(party, "d");
    weft_task rest[] = {b, c, d};
    weft_gather(rest, 3, NULL);
    return 0;
}

// Output:
// not initialised: WEFT_EINVAL
// for nobody: WEFT_EINVAL
// a: WEFT_ECANCELED at 1 s
// d: WEFT_OK at 2 s
// b: WEFT_OK at 2 s
// c: WEFT_OK at 2 s
