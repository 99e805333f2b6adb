// The bounded buffer with a mutex and two conditions: several producers, several consumers, nothing lost.
#include <stdio.h>
#include <weft.h>

enum { ROOM = 3, EACH = 50, PRODUCERS = 3, CONSUMERS = 2 };

static weft_mutex mutex;
static weft_cond not_full, not_empty;
static int buffer[ROOM], count, first, overfull;
static long sum;

static void *producer(void *arg) {
    for (int i = 0; i < EACH; i++) {
        weft_mutex_lock(&mutex);
        while (count == ROOM)
            weft_cond_wait(&not_full, &mutex);
        buffer[(first + count++) % ROOM] = (int)WEFT_UNBOX(arg) * EACH + i;
        overfull += count > ROOM;
        weft_cond_signal(&not_empty);
        weft_mutex_unlock(&mutex);
    }
    return NULL;
}

static void *consumer(void *unused) {
    for (int i = 0; i < EACH * PRODUCERS / CONSUMERS; i++) {
        weft_mutex_lock(&mutex);
        while (count == 0)
            weft_cond_wait(&not_empty, &mutex);
        sum += buffer[first];
        first = (first + 1) % ROOM;
        count--;
        weft_cond_signal(&not_full);
        weft_mutex_unlock(&mutex);
        if (i % 3 == 0)
            weft_yield();
    }
    return unused;
}

int main(void) {
    weft_task tasks[PRODUCERS + CONSUMERS];
    for (int i = 0; i < PRODUCERS; i++)
        tasks[i] = weft_spawn(producer, WEFT_BOX(i));
    for (int i = 0; i < CONSUMERS; i++)
        tasks[PRODUCERS + i] = weft_spawn(consumer, NULL);
    weft_gather(tasks, PRODUCERS + CONSUMERS, NULL);
    printf("sum %ld, %d left, %d times overfull\n", sum, count, overfull);
    return 0;
}

// Output:
// sum 11175, 0 left, 0 times overfull
