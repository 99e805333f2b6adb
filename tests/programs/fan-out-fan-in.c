// Ten producers, one channel, five workers, one channel back: every item is worked on exactly once.
#include <stdio.h>
#include <weft.h>

enum { PRODUCERS = 10, WORKERS = 5, EACH = 100 };

static weft_chan *work, *done;
static weft_waitgroup producing, working;

static void *producer(void *arg) {
    for (int i = 0; i < EACH; i++) {
        int item = (int)WEFT_UNBOX(arg) * EACH + i;
        weft_chan_send(work, &item);
    }
    weft_waitgroup_done(&producing);
    return NULL;
}

static void *worker(void *unused) {
    int item;
    while (weft_chan_recv(work, &item) == 0) {
        if (item % 7 == 0)
            weft_sleep(0.01);            // some take longer
        weft_chan_send(done, &item);
    }
    weft_waitgroup_done(&working);
    return unused;
}

static void *closer(void *unused) {
    weft_waitgroup_wait(&producing);
    weft_chan_close(work);
    weft_waitgroup_wait(&working);
    weft_chan_close(done);
    return unused;
}

int main(void) {
    static int seen[PRODUCERS * EACH];
    work = weft_chan_new(sizeof(int), 3);
    done = weft_chan_new(sizeof(int), 0);
    weft_waitgroup_add(&producing, PRODUCERS);
    weft_waitgroup_add(&working, WORKERS);
    for (int i = 0; i < PRODUCERS; i++)
        weft_detach(weft_spawn(producer, WEFT_BOX(i)));
    for (int i = 0; i < WORKERS; i++)
        weft_detach(weft_spawn(worker, NULL));
    weft_task close_task = weft_spawn(closer, NULL);

    int item, count = 0, once = 0;
    while (weft_chan_recv(done, &item) == 0) {
        seen[item]++;
        count++;
    }
    for (int i = 0; i < PRODUCERS * EACH; i++)
        once += seen[i] == 1;
    printf("%d items, %d seen once\n", count, once);
    weft_join(close_task, NULL);
    weft_chan_free(work);
    weft_chan_free(done);
    return 0;
}

// Output:
// 1000 items, 1000 seen once
