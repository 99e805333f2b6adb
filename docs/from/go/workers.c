// A pool of workers: two receive from one channel, and all send to another.
#include <stdio.h>
#include <weft.h>

static weft_chan *jobs, *results;

static void *work(void *unused) {
    int job;
    while (weft_chan_recv(jobs, &job) == 0) {
        weft_sleep(1);
        int square = job * job;
        weft_chan_send(results, &square);
    }
    return unused;
}

static void *manage(void *unused) {
    weft_task workers[] = {weft_spawn(work, NULL), weft_spawn(work, NULL)};
    for (int job = 1; job <= 4; job++) weft_chan_send(jobs, &job);
    weft_chan_close(jobs);
    weft_gather(workers, 2, NULL);
    weft_chan_close(results);
    return unused;
}

int main(void) {
    jobs = weft_chan_new(sizeof(int), 0);
    results = weft_chan_new(sizeof(int), 0);
    if (!jobs || !results) return 1;
    weft_task manager = weft_spawn(manage, NULL);
    int result, sum = 0;
    while (weft_chan_recv(results, &result) == 0) sum += result;
    printf("%d after %g s\n", sum, weft_now());
    weft_join(manager, NULL);
    weft_chan_free(jobs);
    weft_chan_free(results);
    return 0;
}

// Output:
// 30 after 2 s
