/* Wrong: the short task's word is the last only if it is passed over at each turn of the long one's. By
   chance that is next to never (after Shuttle's demonstration of random walks that are uniform). */
#include <assert.h>
#include <weft.h>

static int last_word = 1;

static void *say_once(void *unused) {
    (void)unused;
    last_word = 0;
    return NULL;
}

static void *say_often(void *unused) {
    (void)unused;
    for (int i = 0; i < 25; i++) {
        last_word = 1;
        weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(say_once, NULL), weft_spawn(say_often, NULL)};
    weft_gather(tasks, 2, NULL);
    assert(last_word == 1);
    return 0;
}
