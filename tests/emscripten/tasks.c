/* What a program of Emscripten's has of Weft: main is a task, the page's loop gives turns. */
#include <emscripten.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>

#include "checks.h"

static char said[64];

static void *say_after(void *letter) {
    weft_sleep(0.01 * (double)(WEFT_UNBOX(letter) - 'a' + 1));
    strncat(said, (char[]){(char)WEFT_UNBOX(letter), 0}, 1);
    return letter;
}

static void sleeping(void) {
    weft_task tasks[3];
    double before = weft_now();
    for (int i = 0; i < 3; i++) tasks[i] = weft_spawn(say_after, WEFT_BOX('c' - i));
    int error = weft_gather(tasks, 3, NULL);
    rule("tasks sleep at the same time", error == 0 && strcmp(said, "abc") == 0);
    rule("and not too short", weft_now() - before >= 0.03);
}

static void *count(void *unused) {
    (void)unused;
    for (int i = 1; i <= 3; i++) weft_gen_yield(WEFT_BOX(i), NULL);
    return NULL;
}

static void generating(void) {
    weft_gen *numbers = weft_gen_new(count, NULL);
    long sum = 0;
    for (void *value; weft_gen_next(numbers, &value) == 0;) sum = 10 * sum + (long)WEFT_UNBOX(value);
    weft_gen_free(numbers);
    rule("a generator yields to main", sum == 123);
}

static weft_chan *channel;

static int send_below(int depth, int item) {
    volatile int here = depth;
    int error = depth > 0 ? send_below(depth - 1, item) : weft_chan_send(channel, &item);
    return here == depth ? error : -1;
}

static void *produce(void *unused) {
    (void)unused;
    for (int i = 0; i < 1000; i++)
        if (send_below(i % 30, i)) return NULL;
    weft_chan_close(channel);
    return NULL;
}

static void passing(void) {
    int item, next = 0;
    channel = weft_chan_new(sizeof item, 0);
    weft_task producer = weft_spawn(produce, NULL);
    while (weft_chan_recv(channel, &item) == 0 && item == next) next++;
    weft_join(producer, NULL);
    weft_chan_free(channel);
    rule("a thousand items go through a channel, from calls as deep as you like", next == 1000);
}

static void fetching(void) {
    weft_response response;
    int error = weft_fetch("data:text/plain,hello", NULL, &response);
    rule("what is fetched comes with its type", error == 0 && strcmp(response.body, "hello") == 0 &&
                                                    strncmp(response.content_type, "text/plain", 10) == 0);
    weft_response_free(&response);
    error = weft_fetch("nowhere:", NULL, &response);
    rule("what is not there is WEFT_EIO", error == WEFT_EIO);
}

static void *for_ever(void *unused) {
    (void)unused;
    return WEFT_BOX(weft_sleep(3600) == WEFT_ECANCELED);
}

static void cancelling(void) {
    void *result = NULL;
    weft_task task = weft_spawn(for_ever, NULL);
    weft_yield();
    weft_cancel(task);
    int error = weft_join(task, &result);
    rule("who sleeps is cancelled", error == WEFT_ECANCELED || result);
}

static int sleep_below(int depth) {
    volatile int here = depth;
    int error = depth > 0 ? sleep_below(depth - 1) : weft_sleep(0);
    return here == depth ? error : -1;
}

static void *deep(void *depth) { return WEFT_BOX(sleep_below((int)WEFT_UNBOX(depth))); }

static void *asleep(void *unused) {
    emscripten_sleep(1);
    return unused;
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "deadlock") == 0) weft_chan_recv(weft_chan_new(1, 0), &(char){0});
    if (argc > 1 && strcmp(argv[1], "deep") == 0) weft_join(weft_spawn(deep, WEFT_BOX(600)), NULL);
    if (argc > 1 && strcmp(argv[1], "asleep") == 0) weft_join(weft_spawn(asleep, NULL), NULL);
    sleeping();
    generating();
    passing();
    fetching();
    cancelling();
    puts(failures ? "some rules do not hold" : "all rules hold");
    return failures ? 1 : 7;
}
