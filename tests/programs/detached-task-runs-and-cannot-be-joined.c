// A detached task runs to its end, frees itself, and is nobody's to join.
#include <stdio.h>
#include <weft.h>

static void *child(void *name) {
    weft_sleep(1);
    printf("%s ends at %g s\n", (const char *)name, weft_now());
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(child, "detached early");
    printf("detach: %s\n", weft_error_name(weft_detach(task)));
    printf("join: %s\n", weft_error_name(weft_join(task, NULL)));

    weft_task late = weft_spawn(child, "detached late");
    weft_sleep(2);
    printf("detach after its end: %s\n", weft_error_name(weft_detach(late)));
    printf("join: %s\n", weft_error_name(weft_join(late, NULL)));
    printf("unknown: %s\n", weft_error_name(weft_detach(12345)));

    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task is left\n", stats.live);
    return 0;
}

// Output:
// detach: WEFT_OK
// join: WEFT_EBADTASK
// detached early ends at 1 s
// detached late ends at 1 s
// detach after its end: WEFT_OK
// join: WEFT_EBADTASK
// unknown: WEFT_EBADTASK
// 1 task is left
