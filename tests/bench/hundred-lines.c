/* A program of about a hundred lines, as people write them: a producer, three workers, a collector. The bench
   puts the number of the edit before it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>

enum { edit = EDIT, items = 24, workers = 3, buckets = 8 };

struct job {
    int number;
    char name[24];
    double weight;
};

struct result {
    int number;
    int worker;
    double value;
};

struct table {
    int counts[buckets];
    double sums[buckets];
};

static weft_chan *jobs;
static weft_chan *results;
static struct table table;

static double work(const struct job *job) {
    double value = job->weight;
    for (int i = 1; i <= job->number; i++) value += 1.0 / i;
    return value;
}

static int bucket_of(const char *name) {
    unsigned hash = 5381;
    for (const char *c = name; *c; c++) hash = hash * 33 + (unsigned char)*c;
    return (int)(hash % buckets);
}

static void *producer(void *argument) {
    (void)argument;
    for (int i = 0; i < items; i++) {
        struct job job = {.number = i, .weight = i * 0.5};
        snprintf(job.name, sizeof job.name, "job-%02d", i);
        weft_chan_send(jobs, &job);
        if (i % 8 == 7) weft_sleep(0.001);
    }
    weft_chan_close(jobs);
    return NULL;
}

static void *worker(void *argument) {
    int self = (int)WEFT_UNBOX(argument);
    struct job job;
    int done = 0;
    while (weft_chan_recv(jobs, &job) == 0) {
        struct result result = {job.number, self, work(&job)};
        int bucket = bucket_of(job.name);
        table.counts[bucket]++;
        table.sums[bucket] += result.value;
        weft_yield();
        weft_chan_send(results, &result);
        done++;
    }
    return WEFT_BOX(done);
}

static void *collector(void *argument) {
    (void)argument;
    struct result result;
    double sum = 0;
    int count = 0;
    while (weft_chan_recv(results, &result) == 0) {
        sum += result.value;
        count++;
    }
    printf("collected %d results, %.3f in all\n", count, sum);
    return NULL;
}

int main(void) {
    printf("edit %d\n", edit);
    jobs = weft_chan_new(sizeof(struct job), 4);
    results = weft_chan_new(sizeof(struct result), 4);
    weft_task collecting = weft_spawn(collector, NULL);
    weft_task producing = weft_spawn(producer, NULL);
    weft_task working[workers];
    for (int i = 0; i < workers; i++) working[i] = weft_spawn(worker, WEFT_BOX(i));
    weft_join(producing, NULL);
    for (int i = 0; i < workers; i++) {
        void *done;
        weft_join(working[i], &done);
        printf("worker %d has done %s\n", i, WEFT_UNBOX(done) > 0 ? "some" : "none");
    }
    weft_chan_close(results);
    weft_join(collecting, NULL);
    for (int i = 0; i < buckets; i++) printf("%d: %d\n", i, table.counts[i]);
    return EXIT_SUCCESS;
}
