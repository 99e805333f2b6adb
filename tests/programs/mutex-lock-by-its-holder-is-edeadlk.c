// Locking a mutex twice is EDEADLK, and try_lock of a held one EAGAIN; neither changes who holds it.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;

static void *other(void *unused) {
    printf("other: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    printf("other: %s\n", weft_error_name(weft_mutex_lock(&mutex)));
    weft_mutex_unlock(&mutex);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(other, NULL);
    printf("main: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    printf("main: %s\n", weft_error_name(weft_mutex_lock(&mutex)));
    printf("main: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    weft_yield();
    printf("main: unlock %s\n", weft_error_name(weft_mutex_unlock(&mutex)));
    weft_join(task, NULL);
    return 0;
}

// Output:
// main: WEFT_OK
// main: WEFT_EDEADLK
// main: WEFT_EAGAIN
// other: WEFT_EAGAIN
// main: unlock WEFT_OK
// other: WEFT_OK
