/* Threads that wait: a line "spawn 1" on stdin, then "parked COUNT", and the bytes that they have
   touched on stdout, or -1. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "../resident.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t counted = PTHREAD_COND_INITIALIZER, opened = PTHREAD_COND_INITIALIZER;
static long waiting;
static int open_gate;

static void *wait_at_gate(void *unused) {
    pthread_mutex_lock(&mutex);
    waiting++;
    pthread_cond_signal(&counted);
    while (!open_gate) pthread_cond_wait(&opened, &mutex);
    pthread_mutex_unlock(&mutex);
    return unused;
}

int main(void) {
    long count;
    if (scanf("spawn %ld", &count) != 1) return 1;
    puts("0");
    fflush(stdout);
    if (scanf(" parked %ld", &count) != 1) return 1;
    pthread_t *threads = malloc((size_t)count * sizeof *threads);
    if (!threads) return 1;
    double before = memory_in_use();
    long made = 0;
    while (made < count && pthread_create(&threads[made], NULL, wait_at_gate, NULL) == 0) made++;
    pthread_mutex_lock(&mutex);
    while (made == count && waiting < count) pthread_cond_wait(&counted, &mutex);
    double taken = memory_in_use() - before;
    open_gate = 1;
    pthread_cond_broadcast(&opened);
    pthread_mutex_unlock(&mutex);
    for (long i = 0; i < made; i++) pthread_join(threads[i], NULL);
    printf("%.0f\n", made == count ? taken : -1);
    fflush(stdout);
    while (getchar() != EOF) continue;
    return 0;
}
