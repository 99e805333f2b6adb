// A permit that is released goes to the task that has waited longest; try_acquire cannot take it away.
#include <stdio.h>
#include <weft.h>

static weft_sem sem;                     // zero: no permits

static void *child(void *name) {
    weft_sem_acquire(&sem);
    printf("%s\n", (const char *)name);
    return NULL;
}

int main(void) {
    printf("none: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    weft_task tasks[] = {weft_spawn(child, "first"), weft_spawn(child, "second"), weft_spawn(child, "third")};
    weft_yield();
    printf("release: %s\n", weft_error_name(weft_sem_release(&sem)));
    printf("it has an owner: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    weft_yield();
    weft_sem_release(&sem);
    weft_sem_release(&sem);
    weft_gather(tasks, 3, NULL);
    weft_sem_release(&sem);
    printf("one: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    printf("none: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    return 0;
}

// Output:
// none: WEFT_EAGAIN
// release: WEFT_OK
// it has an owner: WEFT_EAGAIN
// first
// second
// third
// one: WEFT_OK
// none: WEFT_EAGAIN
