// Unlocking a mutex that another task holds is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;

static void *holder(void *unused) {
    weft_mutex_lock(&mutex);
    weft_sleep(10);
    weft_mutex_unlock(&mutex);
    return unused;
}

int main(void) {
    weft_spawn(holder, NULL);
    weft_yield();
    puts("main unlocks what it does not hold");
    weft_mutex_unlock(&mutex);
    puts("never");
    return 0;
}

// Output:
// main unlocks what it does not hold
// Exit: 70
