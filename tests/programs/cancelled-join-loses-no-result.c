// A join that is cancelled when the child has just ended loses nothing:
// either it has the result, or the child is still joinable.
#include <stdio.h>
#include <weft.h>

static weft_task child_id;
static weft_event go;

static void *child(void *unused) {
    (void)unused;
    weft_event_wait(&go);
    return WEFT_BOX(42);
}

static void *joiner(void *unused) {
    void *result = NULL;
    int rc = weft_join(child_id, &result);
    if (rc == WEFT_ECANCELED) {
        weft_shield_begin();
        rc = weft_join(child_id, &result);
        weft_shield_end();
    }
    printf("%s %d\n", weft_error_name(rc), (int)WEFT_UNBOX(result));
    return unused;
}

static void *canceller(void *task) {
    weft_event_wait(&go);                // wakes after the child, before the joiner's turn
    weft_cancel((weft_task)WEFT_UNBOX(task));
    return NULL;
}

int main(void) {
    child_id = weft_spawn(child, NULL);
    weft_task join_id = weft_spawn(joiner, NULL);
    weft_task cancel_id = weft_spawn(canceller, WEFT_BOX(join_id));
    weft_yield();
    weft_event_set(&go);
    weft_join(cancel_id, NULL);
    weft_join(join_id, NULL);
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task is left\n", stats.live);
    return 0;
}

// Output:
// WEFT_OK 42
// 1 task is left
