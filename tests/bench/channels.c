/* A channel is measured by a send with its receive, buffered and not, and a select over eight. */
#include "bench.h"

struct line {
    weft_chan *chan;
    long count;
};

static void *producer(void *pointer) {
    struct line *line = pointer;
    for (long i = 0; i < line->count; i++) weft_chan_send(line->chan, &i);
    return NULL;
}

static double pass(size_t capacity, long count) {
    struct line line = {weft_chan_new(sizeof(long), capacity), count};
    double start = weft_now();
    weft_task task = weft_spawn(producer, &line);
    long item, sum = 0;
    for (long i = 0; i < count; i++) {
        weft_chan_recv(line.chan, &item);
        sum += item - i;
    }
    double taken = nanoseconds_since(start);
    if (sum != 0) abort();
    weft_join(task, NULL);
    weft_chan_free(line.chan);
    return taken;
}

static double buffered(long count) { return pass(64, count); }
static double rendezvous(long count) { return pass(0, count); }

enum { LINES = 8 };

static double choose(long count) {
    struct line lines[LINES];
    weft_case cases[LINES];
    weft_task tasks[LINES];
    long item;
    double start = weft_now();
    for (int i = 0; i < LINES; i++) {
        lines[i] = (struct line){weft_chan_new(sizeof(long), 0), count / LINES};
        cases[i] = (weft_case)WEFT_RECV(lines[i].chan, &item);
        tasks[i] = weft_spawn(producer, &lines[i]);
    }
    for (long i = 0; i < count / LINES * LINES; i++)
        if (weft_select(cases, LINES) < 0) abort();
    double taken = nanoseconds_since(start);
    weft_gather(tasks, LINES, NULL);
    for (int i = 0; i < LINES; i++) weft_chan_free(lines[i].chan);
    return taken;
}

int main(void) {
    return serve(
        (struct work[]){{"buffered", buffered}, {"rendezvous", rendezvous}, {"select", choose}, {0}});
}
