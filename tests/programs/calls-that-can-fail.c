// Each call of Weft's that can fail for want of memory or of an answer tells what came of it.
#include <stdio.h>
#include <weft.h>

static void *count(void *arg) {
    weft_gen_yield(arg, NULL);
    return NULL;
}

static void *work(void *arg) {
    weft_sleep(0.1);
    puts(arg);
    return NULL;
}

static int child(void *arg) {
    puts(arg);
    return 0;
}

int main(void) {
    weft_chan *chan = weft_chan_new(sizeof(int), 1);
    weft_gen *gen = weft_gen_new(count, NULL);
    weft_group *group = weft_group_open();
    printf("channel %d, generator %d, group %d\n", chan != NULL, gen != NULL, group != NULL);
    if (group) {
        printf("child %d\n", weft_group_spawn(group, child, "child") > 0);
        printf("close %d\n", weft_group_close(group));
    }
    weft_task first = weft_spawn(work, "first"), second = weft_spawn(work, "second");
    printf("join %d\n", first > 0 ? weft_join(first, NULL) : (int)first);
    printf("join %d\n", second > 0 ? weft_join(second, NULL) : (int)second);
    weft_response response;
    printf("fetch %d\n", weft_fetch("/delay/1", NULL, &response));
    weft_response_free(&response);
    weft_gen_free(gen);
    weft_chan_free(chan);
    return 0;
}
// Output:
// channel 1, generator 1, group 1
// child 1
// child
// close 0
// first
// second
// join 0
// join 0
// fetch 0
