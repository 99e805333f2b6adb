/* A mutex handed over, and a timeout that does not happen. */
#include "bench.h"

static weft_mutex mutex;

/* The yield lets the other task come and wait, so each unlock hands the mutex over. */
static void *contender(void *rounds) {
    for (long left = WEFT_UNBOX(rounds); left > 0; left--) {
        weft_mutex_lock(&mutex);
        weft_yield();
        weft_mutex_unlock(&mutex);
    }
    return NULL;
}

static double hand_over(long count) {
    double start = weft_now();
    weft_task tasks[2];
    for (int i = 0; i < 2; i++) tasks[i] = weft_spawn(contender, WEFT_BOX(count / 2));
    weft_gather(tasks, 2, NULL);
    return nanoseconds_since(start);
}

static double timeout(long count) {
    double start = weft_now();
    for (long i = 0; i < count; i++) {
        weft_timeout scope;
        weft_timeout_begin(&scope, 10);
        weft_yield();
        if (weft_timeout_end(&scope)) abort();
    }
    return nanoseconds_since(start);
}

int main(void) { return serve((struct work[]){{"mutex", hand_over}, {"timeout", timeout}, {0}}); }
