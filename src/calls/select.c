/* Select, and sending and receiving as selects of one case. */
#include "base/memory.h"
#include "calls/channel.h"
#include "core/sched.h"

/* One of those that are ready, each as likely; -1: none is. */
static int pick(const weft_case *cases, size_t count) {
    size_t ready = 0;
    int only = -1;
    for (size_t i = 0; i < count; i++)
        if (weft__case_ready(&cases[i])) {
            ready++;
            only = (int)i;
        }
    if (ready <= 1) return only;
    uint64_t skip = weft__random(ready);
    for (int i = 0;; i++)
        if (weft__case_ready(&cases[i]) && skip-- == 0) return i;
}

static void arm(struct weft__wait *wait, struct weft__case_waiter *waiters, weft_case *cases, size_t count) {
    wait->keeps = true;
    for (size_t i = 0; i < count; i++) {
        if (!cases[i].chan) continue;
        waiters[i] = (struct weft__case_waiter){.waiter = {.index = (int)i}, .waiting = &cases[i]};
        weft__wait_arm(wait, &waiters[i].waiter, weft__case_queue(&cases[i]));
    }
}

static int wait_for_one(struct weft__wait *wait, weft_case *cases, size_t count) {
    struct weft__case_waiter few[4], *waiters = count <= 4 ? few : weft__alloc(count * sizeof *waiters);
    if (!waiters) return WEFT_ENOMEM;
    arm(wait, waiters, cases, count);
    int index = weft__wait_park(wait);
    if (waiters != few) weft__free(waiters);
    return index;
}

/* A case alone needs no choice and one waiter. */
static int only_case(weft_case *waiting, const char *call, const char *file, int line) {
    struct weft__wait wait;
    struct weft__case_waiter waiter;
    int error = weft__wait_begin(&wait, call, file, line);
    if (error) return error;
    if (weft__case_ready(waiting)) {
        weft__case_happen(waiting);
        return waiting->status;
    }
    wait.object = waiting->chan;
    arm(&wait, &waiter, waiting, 1);
    error = weft__wait_park(&wait);
    return error < 0 ? error : waiting->status;
}

int weft_chan_send_at(weft_chan *chan, const void *item, const char *file, int line) {
    weft_case waiting = WEFT_SEND(chan, item);
    return only_case(&waiting, "weft_chan_send", file, line);
}

int weft_chan_recv_at(weft_chan *chan, void *item, const char *file, int line) {
    weft_case waiting = WEFT_RECV(chan, item);
    return only_case(&waiting, "weft_chan_recv", file, line);
}

static bool valid(const weft_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (cases[i].op != WEFT_OP_RECV && cases[i].op != WEFT_OP_SEND) return false;
    return true;
}

int weft_try_select(weft_case *cases, size_t count) {
    if (!valid(cases, count)) return WEFT_EINVAL;
    int index = pick(cases, count);
    if (index < 0) return WEFT_EAGAIN;
    weft__case_happen(&cases[index]);
    return index;
}

int weft_select_at(weft_case *cases, size_t count, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, "weft_select", file, line);
    if (error) return error;
    int index = weft_try_select(cases, count);
    return index == WEFT_EAGAIN ? wait_for_one(&wait, cases, count) : index;
}
