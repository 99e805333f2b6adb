/* Of the cases that can happen select lets one happen; else the task waits in the queues of them all, and the
   first to happen withdraws the others. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "calls/channel.h"
#include "core/choice.h"

/* One of those that are ready, each as likely unless a schedule says which; -1: none is. */
static int pick(const weft_case *cases, size_t count) {
    size_t ready = 0;
    int only = -1;
    for (size_t i = 0; i < count; i++)
        if (weft__case_ready(&cases[i])) {
            ready++;
            only = (int)i;
        }
    if (ready <= 1) return only;
    uint32_t skip = weft__choose_seeded(WEFT__CHOICE_SELECT, (uint32_t)ready);
    for (int i = 0;; i++)
        if (weft__case_ready(&cases[i]) && skip-- == 0) return i;
}

static void arm(struct weft__wait *wait, struct weft__case_waiter *waiters, weft_case *cases, size_t count) {
    wait->result_is_final = true;
    for (size_t i = 0; i < count; i++)
        if (cases[i].chan) weft__case_arm(wait, &waiters[i], &cases[i], (int)i);
}

enum { FEW_CASES = 4 }; /* need no allocation */

static __attribute__((noinline)) int wait_for_one(struct weft__wait *wait, weft_case *cases, size_t count) {
    struct weft__case_waiter few[FEW_CASES];
    struct weft__case_waiter *waiters = count <= FEW_CASES ? few : weft__alloc(count * sizeof *waiters);
    if (!waiters) return WEFT_ENOMEM;
    arm(wait, waiters, cases, count);
    int index = weft__wait_park(wait);
    if (waiters != few) weft__free(waiters);
    return index;
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

/* Writes " on channel 1, channel 2": the channels, the first case's first. */
static void describe_cases(const struct weft__waiter *waiter, char *text, size_t size) {
    if (!waiter) return;
    describe_cases(waiter->next_of_wait, text, size);
    size_t length = strlen(text);
    const weft_case *waiting = weft__container(waiter, const struct weft__case_waiter, waiter)->waiting;
    snprintf(text + length, size - length, "%schannel %u", length ? ", " : " on ",
             weft__chan_number(waiting->chan));
}

static void describe(const struct weft__wait *wait, char *text, size_t size) {
    enum { MAX_DESCRIBED = 16 };
    size_t cases = 0;
    for (const struct weft__waiter *waiter = wait->armed; waiter; waiter = waiter->next_of_wait) cases++;
    if (cases > MAX_DESCRIBED) snprintf(text, size, " on %zu channels", cases);
    else describe_cases(wait->armed, text, size);
}

static const struct weft__wait_kind selecting = {
    .call = "weft_select",
    .in_channel = true,
    .describe = describe,
};

int weft_select_at(weft_case *cases, size_t count, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &selecting, file, line);
    if (error) return error;
    int index = weft_try_select(cases, count);
    return index == WEFT_EAGAIN ? wait_for_one(&wait, cases, count) : index;
}
