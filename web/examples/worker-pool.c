// Three workers share out nine jobs and send back what they made
// of them.
//
// Whoever is free takes the next job from the first channel, so
// a long job holds up one worker and not the rest. The results
// come through the second channel, in the order in which they
// are done.
#include <stdio.h>
#include <weft.h>

enum { WORKERS = 3, JOBS = 9 };

struct result {
    int worker, job, square;
};

static weft_chan *jobs, *results;

static void *worker(void *arg) {
    struct result r = {.worker = (int)WEFT_UNBOX(arg)};
    while (weft_chan_recv(jobs, &r.job) == 0) {
        // a job takes 1, 2 or 3 seconds
        weft_sleep(r.job % 3 + 1);
        r.square = r.job * r.job;
        weft_chan_send(results, &r);
    }
    return NULL;   // the channel of jobs is closed and empty
}

int main(void) {
    jobs = weft_chan_new(sizeof(int), JOBS);
    results = weft_chan_new(sizeof(struct result), 0);
    if (jobs == NULL || results == NULL)
        return 1;

    weft_task workers[WORKERS];
    for (int w = 0; w < WORKERS; w++)
        workers[w] = weft_spawn(worker, WEFT_BOX(w + 1));

    for (int job = 1; job <= JOBS; job++)
        // there is room for all: this never waits
        weft_chan_send(jobs, &job);
    weft_chan_close(jobs);   // those in it can still be received

    for (int i = 0; i < JOBS; i++) {
        struct result r;
        weft_chan_recv(results, &r);
        printf("%.0f s  ", weft_now());
        printf("worker %d: the square of %d is %d\n", r.worker, r.job, r.square);
    }
    weft_gather(workers, WORKERS, NULL);
    weft_chan_free(jobs);
    weft_chan_free(results);
    return 0;
}

// Output:
// 1 s  worker 3: the square of 3 is 9
// 2 s  worker 1: the square of 1 is 1
// 3 s  worker 2: the square of 2 is 4
// 3 s  worker 3: the square of 4 is 16
// 4 s  worker 2: the square of 6 is 36
// 5 s  worker 1: the square of 5 is 25
// 5 s  worker 3: the square of 7 is 49
// 6 s  worker 1: the square of 9 is 81
// 7 s  worker 2: the square of 8 is 64
