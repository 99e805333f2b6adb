// weft_wait_any gives the index of the task that ended first, waited for or not, and joins none.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    weft_sleep((double)WEFT_UNBOX(arg));
    return arg;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(child, WEFT_BOX(3)), weft_spawn(child, WEFT_BOX(1)),
                         weft_spawn(child, WEFT_BOX(2))};
    int index = weft_wait_any(tasks, 3);
    printf("index %d at %g s\n", index, weft_now());
    weft_sleep(4);                       // now all have ended
    index = weft_wait_any(tasks, 3);
    printf("index %d at %g s\n", index, weft_now());
    void *results[3];
    int rc = weft_gather(tasks, 3, results);
    printf("%s: %d %d %d\n", weft_error_name(rc), (int)WEFT_UNBOX(results[0]), (int)WEFT_UNBOX(results[1]),
           (int)WEFT_UNBOX(results[2]));
    return 0;
}

// Output:
// index 1 at 1 s
// index 1 at 5 s
// WEFT_OK: 3 1 2
