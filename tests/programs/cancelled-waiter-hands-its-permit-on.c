// A waiter that is cancelled in the turn in which a permit was released for it hands the permit on.
#include <stdio.h>
#include <weft.h>

static weft_sem sem;

static void *waiter(void *name) {
    int rc = weft_sem_acquire(&sem);
    printf("%s: %s\n", (const char *)name, weft_error_name(rc));
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(waiter, "first"), weft_spawn(waiter, "second")};
    weft_yield();
    weft_sem_release(&sem);
    weft_cancel(tasks[0]);
    weft_gather(tasks, 2, NULL);

    weft_task last = weft_spawn(waiter, "last");
    weft_yield();
    weft_sem_release(&sem);
    weft_cancel(last);                   // nobody else waits: the permit goes back
    weft_join(last, NULL);
    printf("it is left: %s", weft_error_name(weft_sem_try_acquire(&sem)));
    printf(", and no other: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    return 0;
}

// Output:
// first: WEFT_ECANCELED
// second: WEFT_OK
// last: WEFT_ECANCELED
// it is left: WEFT_OK, and no other: WEFT_EAGAIN
