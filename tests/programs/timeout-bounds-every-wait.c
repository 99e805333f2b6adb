// A scope bounds each kind of wait; what timed out has left no trace: nothing is taken, held or sent later.
#include <stdio.h>
#include <weft.h>

static weft_chan *chan;
static weft_mutex mutex;
static weft_sem sem;
static weft_event event;

static void attempt(const char *what, int which) {
    static weft_cond cond;
    static weft_mutex own;
    weft_waitgroup group = {0};
    weft_barrier pair;
    int item = 1, rc = 0;
    weft_case cases[] = {WEFT_RECV(chan, &item), WEFT_RECV(NULL, &item)};
    weft_barrier_init(&pair, 2);
    weft_waitgroup_add(&group, 1);

    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    switch (which) {
    case 0: rc = weft_chan_recv(chan, &item); break;
    case 1: rc = weft_chan_send(chan, &item); break;
    case 2: rc = weft_select(cases, 2); break;
    case 3: rc = weft_mutex_lock(&mutex); break;
    case 4: rc = weft_sem_acquire(&sem); break;
    case 5: rc = weft_event_wait(&event); break;
    case 6: rc = weft_waitgroup_wait(&group); break;
    case 7: rc = weft_barrier_wait(&pair); break;
    case 8:
        weft_mutex_try_lock(&own);
        rc = weft_cond_wait(&cond, &own);
        weft_mutex_unlock(&own);         // it has it again: this is no misuse
        break;
    }
    weft_timeout_end(&timeout);
    printf("%s: %s at %g s\n", what, weft_error_name(rc), weft_now());
}

static void *holder(void *unused) {
    weft_mutex_lock(&mutex);
    weft_sleep(100);
    weft_mutex_unlock(&mutex);
    return unused;
}

int main(void) {
    static const char *const waits[] = {"recv",  "send",      "select",  "lock", "acquire",
                                        "event", "waitgroup", "barrier", "cond"};
    chan = weft_chan_new(sizeof(int), 0);
    weft_task task = weft_spawn(holder, NULL);
    weft_yield();
    for (int i = 0; i < 9; i++)
        attempt(waits[i], i);

    int item = 2;
    printf("nobody receives: %s\n", weft_error_name(weft_chan_try_send(chan, &item)));
    printf("nobody sends: %s\n", weft_error_name(weft_chan_try_recv(chan, &item)));
    weft_sem_release(&sem);
    printf("nobody took the permit: %s\n", weft_error_name(weft_sem_try_acquire(&sem)));
    weft_join(task, NULL);
    printf("nobody has the lock: %s\n", weft_error_name(weft_mutex_try_lock(&mutex)));
    weft_chan_free(chan);
    return 0;
}

// Output:
// recv: WEFT_ETIMEDOUT at 1 s
// send: WEFT_ETIMEDOUT at 2 s
// select: WEFT_ETIMEDOUT at 3 s
// lock: WEFT_ETIMEDOUT at 4 s
// acquire: WEFT_ETIMEDOUT at 5 s
// event: WEFT_ETIMEDOUT at 6 s
// waitgroup: WEFT_ETIMEDOUT at 7 s
// barrier: WEFT_ETIMEDOUT at 8 s
// cond: WEFT_ETIMEDOUT at 9 s
// nobody receives: WEFT_EAGAIN
// nobody sends: WEFT_EAGAIN
// nobody took the permit: WEFT_OK
// nobody has the lock: WEFT_OK
