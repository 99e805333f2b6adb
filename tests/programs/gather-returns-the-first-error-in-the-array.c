// weft_gather joins every task all the same, and returns the first error in the array's order.
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    return weft_sleep(1) == 0 ? arg : NULL;
}

static void report(weft_task *tasks, size_t count) {
    void *results[4];
    int rc = weft_gather(tasks, count, results);
    printf("%s at %g s:", weft_error_name(rc), weft_now());
    for (size_t i = 0; i < count; i++)
        printf(" %d", (int)WEFT_UNBOX(results[i]));
    printf("; again: %s\n", weft_error_name(weft_join(tasks[count - 1], NULL)));
}

int main(void) {
    weft_task tasks[] = {weft_spawn(child, WEFT_BOX(7)), weft_spawn(child, WEFT_BOX(8)), 999,
                         weft_spawn(child, WEFT_BOX(9))};
    weft_cancel(tasks[1]);
    report(tasks, 4);

    weft_task more[] = {999, weft_spawn(child, WEFT_BOX(8)), weft_spawn(child, WEFT_BOX(9))};
    weft_cancel(more[1]);
    report(more, 3);
    return 0;
}

// Output:
// WEFT_ECANCELED at 1 s: 7 0 0 9; again: WEFT_EBADTASK
// WEFT_EBADTASK at 2 s: 0 0 9; again: WEFT_EBADTASK
