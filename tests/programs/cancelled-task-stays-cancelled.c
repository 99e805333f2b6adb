// Once a task is cancelled, every call that waits returns ECANCELED at once, until the task ends: also the
// calls that could have gone on without waiting.
#include <stdio.h>
#include <weft.h>

static weft_chan *full, *empty;
static weft_mutex mutex;
static weft_sem sem;
static weft_event event;
static weft_waitgroup none;
static weft_barrier alone;
static weft_task ended;

static void say(const char *call, int rc) {
    printf("%s: %s\n", call, weft_error_name(rc));
}

static void *child(void *unused) {
    int item = 0;
    char line[8];
    weft_response response;
    weft_case cases[] = {WEFT_RECV(full, &item), WEFT_SEND(empty, &item)};
    say("sleep in which it waits", weft_sleep(10));
    say("sleep", weft_sleep(10));
    say("sleep of 0", weft_sleep(0));
    say("yield", weft_yield());
    say("join", weft_join(ended, NULL));
    say("wait_any", weft_wait_any(&ended, 1));
    say("send", weft_chan_send(empty, &item));
    say("recv", weft_chan_recv(full, &item));
    say("select", weft_select(cases, 2));
    say("lock", weft_mutex_lock(&mutex));
    say("acquire", weft_sem_acquire(&sem));
    say("event", weft_event_wait(&event));
    say("waitgroup", weft_waitgroup_wait(&none));
    say("barrier", weft_barrier_wait(&alone));
    say("fetch", weft_fetch("/delay/0", NULL, &response));
    say("read_line", weft_read_line(line, sizeof line));
    say("next_frame", weft_next_frame(NULL));
    printf("%g s, %zu and %zu items\n", weft_now(), weft_chan_len(full), weft_chan_len(empty));
    printf("the permit is still there: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    printf("the lock is still free: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    weft_mutex_unlock(&mutex);
    return unused;
}

static void *nothing(void *unused) {
    return unused;
}

int main(void) {
    int item = 1;
    full = weft_chan_new(sizeof item, 1);
    empty = weft_chan_new(sizeof item, 1);
    weft_chan_send(full, &item);
    weft_sem_init(&sem, 1);
    weft_event_set(&event);
    weft_barrier_init(&alone, 1);
    ended = weft_spawn(nothing, NULL);
    weft_task task = weft_spawn(child, NULL);
    weft_sleep(1);
    weft_cancel(task);
    say("its end", weft_join(task, NULL));
    say("the ended task", weft_join(ended, NULL));
    weft_chan_free(full);
    weft_chan_free(empty);
    return 0;
}

// Output:
// sleep in which it waits: WEFT_ECANCELED
// sleep: WEFT_ECANCELED
// sleep of 0: WEFT_ECANCELED
// yield: WEFT_ECANCELED
// join: WEFT_ECANCELED
// wait_any: WEFT_ECANCELED
// send: WEFT_ECANCELED
// recv: WEFT_ECANCELED
// select: WEFT_ECANCELED
// lock: WEFT_ECANCELED
// acquire: WEFT_ECANCELED
// event: WEFT_ECANCELED
// waitgroup: WEFT_ECANCELED
// barrier: WEFT_ECANCELED
// fetch: WEFT_ECANCELED
// read_line: WEFT_ECANCELED
// next_frame: WEFT_ECANCELED
// 1 s, 1 and 0 items
// the permit is still there: WEFT_OK
// the lock is still free: WEFT_OK
// its end: WEFT_ECANCELED
// the ended task: WEFT_OK
