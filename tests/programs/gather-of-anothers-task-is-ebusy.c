/* A task that another one is joining when a gather begins is not the gather's, even if the other gives up
   before the gather has ended. */
#include <stdio.h>
#include <weft.h>

static void *work(void *seconds) {
    weft_sleep((double)WEFT_UNBOX(seconds));
    return WEFT_BOX(42);
}

static void *give_up_after_a_second(void *task) {
    weft_timeout patience;
    weft_timeout_begin(&patience, 1);
    weft_join((weft_task)WEFT_UNBOX(task), NULL);
    weft_timeout_end(&patience);
    return NULL;
}

int main(void) {
    void *result = NULL;
    weft_task slow = weft_spawn(work, WEFT_BOX(5)), quick = weft_spawn(work, WEFT_BOX(2));
    weft_task other = weft_spawn(give_up_after_a_second, WEFT_BOX(slow));
    weft_yield();
    printf("gather: %s\n", weft_error_name(weft_gather((weft_task[]){slow, quick}, 2, NULL)));
    weft_join(other, NULL);
    printf("join: %d", weft_join(slow, &result));
    printf(" %d after %.0f s\n", (int)WEFT_UNBOX(result), weft_now());
    return 0;
}

// Output:
// gather: WEFT_EBUSY
// join: 0 42 after 5 s
