// new Promise: a variable, and an event that says that it is set.
#include <stdio.h>
#include <weft.h>

static weft_event answered;
static int answer;

static void *think(void *unused) {
    weft_sleep(1);
    answer = 42;
    weft_event_set(&answered);
    return unused;
}

int main(void) {
    weft_task thinker = weft_spawn(think, NULL);
    for (int i = 0; i < 2; i++)
        if (weft_event_wait(&answered) == 0) printf("%d at %g s\n", answer, weft_now());
    weft_join(thinker, NULL);
    return 0;
}

// Output:
// 42 at 1 s
// 42 at 1 s
