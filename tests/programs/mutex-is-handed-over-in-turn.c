// unlock hands the mutex to the task that has waited longest: nobody can take it in
// between, not even who unlocks it.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;

static void *greedy(void *name) {
    for (int i = 0; i < 3; i++) {
        weft_mutex_lock(&mutex);
        printf("%s", (const char *)name);
        weft_yield();
        weft_mutex_unlock(&mutex);       // and locks again in the same turn
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(greedy, "a"), weft_spawn(greedy, "b"), weft_spawn(greedy, "c")};
    weft_gather(tasks, 3, NULL);
    printf("\n");

    weft_mutex_lock(&mutex);
    weft_task last = weft_spawn(greedy, "d");
    weft_yield();
    weft_mutex_unlock(&mutex);
    printf("try_lock: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    weft_join(last, NULL);
    printf("\n");
    return 0;
}

// Output:
// abcabcabc
// try_lock: WEFT_EAGAIN
// ddd
